using System.Globalization;
using System.Text.Json;

namespace MnistTrainer.Data.Tests;

/// <summary>Tables in JSON are read as the same tables in CSV.</summary>
public sealed class JsonRowsTests : IDisposable
{
    private static readonly TableOptions Options = new() { LabelColumn = "y" };
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Forms => ["list", "lines", "indented", "without nulls"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Are_the_same_as_in_csv(string form)
    {
        Dictionary<string, object?>[] rows = [.. Enumerable.Range(0, 60).Select(Row)];
        string[] names = [.. rows[0].Keys];
        string csv =
            string.Join(',', names)
            + "\n"
            + string.Concat(rows.Select(row => string.Join(',', names.Select(name => Cell(row[name]))) + "\n"));
        TextTable expected = TableText.Load(_folder, csv);
        TextTable table = TextTable.Load(_folder.Write("rows.json", Json(rows, form)), cancellation: TestContext.Current.CancellationToken);
        Assert.Equal(expected.Columns.Select(column => column.Name), table.Columns.Select(column => column.Name));
        TableReport report = TableReportFinder.Find(table, Options);
        Assert.Equal([1, 2, 1], [.. report.Columns.Select(column => column.Missing).Select(missing => Math.Sign(missing) + 1)]);
        (TableSchema same, TableSchema schema) = (TableText.Schema(expected, Options), TableReportFinder.ToSchema(report));
        Assert.Equal(TableSchemaFile.ToJson(same), TableSchemaFile.ToJson(schema));
        TableRows encoded = new TableEncoder(schema).Encode(table, withLabels: true);
        TableRows other = new TableEncoder(same).Encode(expected, withLabels: true);
        Assert.Equal(other.Samples.Labels.ToArray(), encoded.Samples.Labels.ToArray());
        for (int row = 0; row < rows.Length; row++)
            Assert.Equal(other.Samples.Row(row).ToArray(), encoded.Samples.Row(row).ToArray());
    }

    [Fact]
    public void Are_tables_where_a_label_is_known_unless_they_hold_pixels()
    {
        Assert.True(IsTable("""{"age":1,"city":"Bonn","y":"a"}""" + "\n" + """{"age":2,"y":"b"}"""));
        Assert.True(IsTable("""[{"age":1,"city":"Bonn","y":"a"},{"age":2,"city":{"name":"Ulm"},"y":"b"}]"""));
        Assert.True(IsTable("""[{"age":1,"tags":["x"],"y":"a"},{"age":2,"tags":[],"y":"b"}]"""));
        Assert.False(IsTable("""[{"y":1,"image":[0,255,7,9]},{"y":2,"image":[0,255,7,9]}]"""));
        Assert.False(IsTable("""[{"y":1,"writer":"ann","image":[[0,255],[7,9]]},{"y":2,"writer":"bob","image":[[0,255],[7,9]]}]"""));
        Assert.False(
            IsTable("""[{"y":1,"pixel0":0,"pixel1":255,"pixel2":3,"pixel3":4},{"y":2,"pixel0":0,"pixel1":25,"pixel2":3,"pixel3":4}]""")
        );
    }

    [Theory]
    [InlineData("""{"a":1,"y":2} {"a":{"b":1},"y":2}""", "value 2: ", "found an object in \"a\"")]
    [InlineData("""[{"a":1,"y":2},{"a":[1],"y":2}]""", "value 2: ", "found a list in \"a\"")]
    [InlineData("""{"a":1,"y":2,"a":3}""", "value 1: ", "found \"a\" twice")]
    [InlineData("""[{"a":1,"y":2},7]""", "value 2: ", "expected an object, as the first value, found a number")]
    [InlineData("""[[1,2],{"a":1}]""", "value 2: ", "expected a list, as the first value, found an object")]
    [InlineData("""[[1,2],[3]]""", "value 2: ", "expected 2 cells")]
    [InlineData("""{"a":{"0":1},"y":{"0":2}}""", "value 1: ", "orient=\"records\"")]
    [InlineData("""[{},{}]""", "found no members", "")]
    [InlineData("""[{"a":1,"y":"\ud800"}]""", "value 1: ", "half a character")]
    [InlineData("""[{"a":1,"y":2},""", "expected JSON", "not valid JSON")]
    public void Reject_what_is_no_cell_by_its_name(string json, string place, string found) =>
        Rejection.Of(() => TextTable.Load(_folder.Write("rows.json", json)), place, found);

    [Fact]
    public void A_cell_that_is_no_number_is_named_by_its_value()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => $"{{\"x\":{row}.5,\"y\":\"{"ab"[row % 2]}\"}}\n"));
        TextTable table = TextTable.Load(
            _folder.Write("rows.json", rows + "{\"x\":\"twelve\",\"y\":\"a\"}\n"),
            cancellation: TestContext.Current.CancellationToken
        );
        Rejection.Of(() => TableReportFinder.Find(table, Options), "value 61, column 1 (x): expected a number", "found \"twelve\"");
    }

    private bool IsTable(string json) =>
        TableBoundary.IsTable(_folder.Write("data.json", json), new LoadOptions { LabelColumn = "y" }, new TableOptions());

    private static Dictionary<string, object?> Row(int row) =>
        new()
        {
            ["age"] = 20 + (row * 7 % 50),
            ["city"] =
                row % 5 == 4 ? null
                : (string[])["Bonn", "Köln, Süd", "the \"old\" town"] is var towns ? towns[row % 3]
                : null,
            ["isNew"] = row % 3 == 0,
            ["y"] = row % 2 == 0 ? "yes" : "no",
        };

    private static string Cell(object? value) =>
        value switch
        {
            null => "",
            bool flag => flag ? "true" : "false",
            string text => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
            _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
        };

    private static string Json(Dictionary<string, object?>[] rows, string form) =>
        form switch
        {
            "list" => JsonSerializer.Serialize(rows),
            "lines" => string.Concat(rows.Select(row => JsonSerializer.Serialize(row) + "\n")),
            "indented" => string.Concat(rows.Select(row => JsonSerializer.Serialize(row, Indented) + "\n")),
            _ => JsonSerializer.Serialize(rows.Select(row => row.Where(pair => pair.Value is not null).ToDictionary())),
        };

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };
}
