using System.Globalization;
using System.Text;

namespace MnistTrainer.Data.Tests;

/// <summary>Numbers that differ in late digits keep their differences, as those of the same numbers less a constant.</summary>
public sealed class NumberOriginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, double, double> Columns =>
        new()
        {
            { "seconds since 1970", 1_700_000_000, 1 },
            { "milliseconds since 1970", 1_700_000_000_000, 1 },
            { "latitude", 48.137, 1e-6 },
            { "number of a customer", 900_000_000_000, 7 },
        };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Keep_their_differences(string name, double start, double step)
    {
        decimal[] numbers = [.. Enumerable.Range(0, 80).Select(row => (decimal)start + ((decimal)step * (row * 37 % 80)))];
        TextTable table = TableText.OfColumn(_folder, "x", numbers.Select(number => number.ToString(CultureInfo.InvariantCulture)));
        ColumnReport report = TableText.Report(table);
        Assert.NotEqual(0, report.Column.Origin);
        Assert.Contains("which keeps the last digits", report.Reason, StringComparison.Ordinal);
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        schema = TableSchemaFile.FromJson(TableSchemaFile.ToJson(schema), "model");
        TableRows rows = new TableEncoder(schema).Encode(table, withLabels: false);
        decimal origin = (decimal)report.Column.Origin;
        for (int row = 0; row < numbers.Length; row++)
        {
            Assert.Equal((double)(numbers[row] - origin), rows.Samples.Row(row)[0], step * 1e-2);
            Assert.Equal(numbers[row].ToString(CultureInfo.InvariantCulture), rows.Cell(row, 0));
        }

        Assert.NotNull(name);
    }

    [Fact]
    public void Numbers_that_a_float_keeps_apart_have_none()
    {
        Random random = new(4);
        IEnumerable<string> cells = Enumerable.Range(0, 2000).Select(_ => random.NextDouble().ToString("R", CultureInfo.InvariantCulture));
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells));
        Assert.Equal((0, ""), (report.Column.Origin, report.Reason));
        report = TableText.Report(TableText.OfColumn(_folder, "x", Enumerable.Range(0, 50).Select(row => $"{1900 + (row * 3 % 50)}")));
        Assert.Equal(0, report.Column.Origin);
    }

    [Fact]
    public void Digits_that_no_number_keeps_are_reported()
    {
        IEnumerable<string> cells = Enumerable.Range(0, 40).Select(row => $"{9007199254740993 + (row * 3 % 20)}");
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells));
        Assert.Contains("differ beyond 15 digits", report.Reason, StringComparison.Ordinal);
        Assert.Equal(nameof(TableOptions.CategoryColumns), report.Option);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(TableTask.Regression)]
    public void A_label_keeps_its_differences(TableTask? task)
    {
        string cells = string.Concat(Enumerable.Range(0, 80).Select(row => $"{row},{1_600_000_000 + (row * 37 % 80)}.5\n"));
        TextTable table = TableText.Load(_folder, $"x,y\n{cells}");
        TableOptions options = new() { LabelColumn = "y", Task = task };
        ColumnReport label = TableReportFinder.Find(table, options).Label!;
        Assert.Contains("less 1600000040.5, which keeps the last digits", label.Reason, StringComparison.Ordinal);
        Assert.Equal(task is null ? nameof(TableOptions.Task) : null, label.Option);
        byte[] json = TableSchemaFile.ToJson(TableText.Schema(table, options));
        Assert.Contains("\"version\":2", Encoding.UTF8.GetString(json), StringComparison.Ordinal);
        TableRows rows = new TableEncoder(TableSchemaFile.FromJson(json, "model")).Encode(table, withLabels: true);
        Assert.Equal(Enumerable.Range(0, 80).Select(row => (row * 37 % 80) - 40f), rows.Samples.Targets.ToArray());
    }

    /// <summary>An older program would read an origin as none, and wrong numbers: it finds a newer version.</summary>
    [Fact]
    public void Only_a_description_with_an_origin_is_of_the_newer_version()
    {
        TextTable old = TableText.OfColumn(_folder, "x", "1", "2", "3.5");
        string json = Encoding.UTF8.GetString(TableSchemaFile.ToJson(TableText.Schema(old, new TableOptions { LabelColumn = "y" })));
        Assert.Contains("\"version\":1", json, StringComparison.Ordinal);
        Assert.DoesNotContain("origin", json, StringComparison.Ordinal);
        TextTable late = TableText.OfColumn(_folder, "x", Enumerable.Range(0, 20).Select(row => $"{1700000000 + (row * 3 % 20)}"));
        json = Encoding.UTF8.GetString(TableSchemaFile.ToJson(TableText.Schema(late, new TableOptions { LabelColumn = "y" })));
        Assert.Contains("\"version\":2", json, StringComparison.Ordinal);
    }
}
