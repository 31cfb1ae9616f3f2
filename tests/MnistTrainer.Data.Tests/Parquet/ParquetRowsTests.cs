using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>A table of numbers and categories in Parquet is read as the same table in CSV, and what is no cell is rejected by its name.</summary>
public sealed class ParquetRowsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>Every kind of column that pandas and Spark write.</summary>
    public sealed record Sale(
        int store,
        double? weight,
        decimal price,
        float score,
        string? color,
        bool fresh,
        DateTime day,
        DateOnly open,
        Guid key,
        string sold
    );

    public sealed record Tagged(int age, List<string> tags, string sold);

    public sealed record Place(double x, double y);

    public sealed record Placed(int age, Place place, string sold);

    [Fact]
    public void Is_the_same_table_as_CSV()
    {
        Sale[] sales = [.. Enumerable.Range(0, 40).Select(Create)];
        string path = _folder.Write("sales.parquet", ParquetBytes.Of(sales));
        TableOptions options = new() { LabelColumn = "sold" };
        Assert.True(IsTable(path, "sold"));
        TextTable table = Load(path, options);
        string csv = string.Concat(
            sales.Select(one =>
                FormattableString.Invariant(
                    $"{one.store},{one.weight},{one.price},{one.score},{(one.color is null ? "" : $"\"{one.color.Replace("\"", "\"\"", StringComparison.Ordinal)}\"")},{(one.fresh ? "true" : "false")},{one.sold}\n"
                )
            )
        );
        TextTable same = TableText.Load(_folder, $"store,weight,price,score,color,fresh,sold\n{csv}");
        foreach (TextColumn column in same.Columns)
        {
            TextColumn other = table.Columns.Single(one => one.Name == column.Name);
            // Decimals keep the zeros behind them, or not.
            Func<string, string> plain =
                column.Name == "price" ? text => $"{double.Parse(text, CultureInfo.InvariantCulture)}" : text => text;
            Assert.Equal(
                Enumerable.Range(0, 40).Select(row => plain(column[row])),
                Enumerable.Range(0, 40).Select(row => plain(other[row]))
            );
        }

        TableReport report = TableReportFinder.Find(table, options);
        Assert.Equal(
            [
                ("store", ColumnKind.Number),
                ("weight", ColumnKind.Number),
                ("price", ColumnKind.Number),
                ("score", ColumnKind.Number),
                ("color", ColumnKind.Category),
                ("fresh", ColumnKind.Category),
                ("day", ColumnKind.Ignored),
                ("open", ColumnKind.Ignored),
                ("key", ColumnKind.Id),
            ],
            report.Columns.Select(one => (one.Column.Name, one.Column.Kind))
        );
        Assert.Equal((4, 8), (report.Columns[1].Missing, report.Columns[4].Missing));
        Assert.StartsWith("dates or times", report.Columns[6].Reason, StringComparison.Ordinal);
        Assert.StartsWith("dates or times", report.Columns[7].Reason, StringComparison.Ordinal);
        Assert.Contains("format: Parquet", table.Findings);
    }

    [Fact]
    public void Columns_that_are_no_cells_are_rejected_by_name()
    {
        Tagged[] tagged = [.. Enumerable.Range(0, 4).Select(i => new Tagged(i, ["a", "b"], "yes"))];
        string lists = _folder.Write("lists.parquet", ParquetBytes.Of(tagged));
        TableOptions options = new() { LabelColumn = "sold" };
        Assert.True(IsTable(lists, "sold"));
        Rejection.Of(() => Load(lists, options), "column tags: expected numbers, texts, dates or true and false, found lists");
        Placed[] placed = [.. Enumerable.Range(0, 4).Select(i => new Placed(i, new Place(i, i), "yes"))];
        string nested = _folder.Write("nested.parquet", ParquetBytes.Of(placed));
        Rejection.Of(() => Load(nested, options), "column place: expected numbers", "found columns inside a column");
    }

    [Fact]
    public void A_column_for_each_pixel_is_images()
    {
        string[] names = ["label", .. Enumerable.Range(0, 64).Select(i => $"pixel{i}")];
        int?[][] rows =
        [
            .. Enumerable.Range(0, 4).Select(row => (int?[])[row, .. Enumerable.Range(0, 64).Select(i => (int?)((i * row) % 256))]),
        ];
        string path = _folder.Write("pixels.parquet", ParquetBytes.Table(names, rows));
        Assert.False(IsTable(path, "label"));
    }

    private static bool IsTable(string path, string label) =>
        TableBoundary.IsTable(path, new LoadOptions { LabelColumn = label }, new TableOptions { LabelColumn = label });

    private static TextTable Load(string path, TableOptions options) => TextTable.Load(path, options);

    private static Sale Create(int i) =>
        new(
            i % 7,
            i % 10 == 3 ? null : i * 0.25,
            i * 1.10m,
            i / 3f,
            i % 5 == 2 ? null
                : (string[])["red", "light, blue", "say \"green\""] is var all ? all[i % 3]
                : "",
            i % 3 == 0,
            new DateTime(2024, 3, 1, 12, 30, 0, DateTimeKind.Utc).AddHours(i),
            new DateOnly(2024, 3, 1).AddDays(i),
            new Guid(i, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            i % 2 == 0 ? "yes" : "no"
        );
}
