namespace MnistTrainer.Data.Tests;

/// <summary>What columns are read as, by what they hold.</summary>
public sealed class ColumnKindTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[], ColumnKind> Columns =>
        new()
        {
            { "age", [.. Numbers(20).Select(i => $"{i * 7}")], ColumnKind.Number },
            { "grade", ["1", "2", "3", "1", "2", "3"], ColumnKind.Number },
            { "height", ["1.5", "-2", "3e2", ".5", "?", "NA", "NaN", "null", ""], ColumnKind.Number },
            { "color", ["red", "blue", "red", "blue", "red", "green"], ColumnKind.Category },
            { "doors", ["2", "3", "5more", "4", "2", "3"], ColumnKind.Category },
            { "zip", ["02134", "10115", "02134", "10115", "02134", "53111"], ColumnKind.Category },
            { "id", [.. Numbers(20).Select(i => $"{i}")], ColumnKind.Id },
            { "customerID", [.. Numbers(20).Select(i => $"{i * 37}-XY")], ColumnKind.Id },
            { "comment", [.. Numbers(20).Select(i => $"a remark about {i}")], ColumnKind.Ignored },
            { "constant", [.. Numbers(20).Select(_ => "7")], ColumnKind.Ignored },
            { "empty", [.. Numbers(20).Select(i => i % 2 == 0 ? "" : "?")], ColumnKind.Ignored },
            { "day", [.. Numbers(20).Select(i => $"2024-03-{i + 1:00}")], ColumnKind.Ignored },
            { "time", [.. Numbers(20).Select(i => $"{i}:30")], ColumnKind.Ignored },
        };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Follow_from_what_a_column_holds(string name, string[] cells, ColumnKind expected) =>
        Assert.Equal(expected, TableText.Report(TableText.OfColumn(_folder, name, cells)).Column.Kind);

    [Fact]
    public void Follow_from_what_is_specified()
    {
        TextTable table = TableText.OfColumn(_folder, "code", "1", "2", "3", "1", "2", "3");
        Assert.Equal(ColumnKind.Category, Kind(new TableOptions { CategoryColumns = ["code"] }));
        Assert.Equal(ColumnKind.Ignored, Kind(new TableOptions { IgnoredColumns = ["1"] }));
        Assert.Equal(ColumnKind.Id, Kind(new TableOptions { IdColumn = "CODE" }));
        TextTable zip = TableText.OfColumn(_folder, "zip", "007", "010", "007");
        Assert.Equal(ColumnKind.Number, TableText.Report(zip, new TableOptions { NumberColumns = ["zip"] }).Column.Kind);

        ColumnKind Kind(TableOptions options) => TableText.Report(table, options).Column.Kind;
    }

    [Fact]
    public void A_column_without_values_is_left_out_even_if_it_is_specified()
    {
        TextTable table = TableText.OfColumn(_folder, "b", "", "", "", "");
        ColumnReport report = TableText.Report(table, new TableOptions { NumberColumns = ["b"] });
        Assert.Equal((ColumnKind.Ignored, "no values", 4), (report.Column.Kind, report.Reason, report.Missing));
    }

    [Fact]
    public void A_column_has_one_purpose()
    {
        TextTable table = TableText.OfColumn(_folder, "code", "1", "2");
        Rejection.Of(
            () => TableText.Report(table, new TableOptions { CategoryColumns = ["code"], NumberColumns = ["code"] }),
            "column 1 (code): expected one purpose"
        );
        Rejection.Of(() => TableText.Report(table, new TableOptions { IgnoredColumns = ["y"] }), "column 2 (y): expected one purpose");
        Rejection.Of(() => TableText.Report(table, new TableOptions { IdColumn = "name" }), "\"name\"");
    }

    [Fact]
    public void Counts_what_is_missing_and_the_range_of_the_rest()
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", "3", "", "-1.5", "?", "3", "None"));
        Assert.Equal((2, 3, -1.5, 3), (report.Distinct, report.Missing, report.Smallest, report.Largest));
        Assert.Equal(["None"], report.Column.MissingTexts);

        // Among texts, None is a category: a house without a fence.
        report = TableText.Report(TableText.OfColumn(_folder, "fence", "None", "", "wood", "None", "wood"));
        Assert.Equal((ColumnKind.Category, 2, 1), (report.Column.Kind, report.Distinct, report.Missing));
    }

    [Fact]
    public void Rare_categories_beyond_the_most_share_an_input()
    {
        IEnumerable<string> cells = Numbers(400).SelectMany(i => Enumerable.Repeat($"c{i}", i < 200 ? 3 : 2));
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "shop", cells));
        Assert.Equal(TableSchema.MostCategories, report.Column.Categories.Length);
        Assert.True(Numbers(200).All(i => report.Column.Categories.Contains($"c{i}")));
        Assert.Contains("the other 144 are read as one value", report.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Categories_that_differ_only_in_case_are_reported()
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", "Yes", "yes", "no", "Yes", "no", "no"));
        Assert.Equal((3, "\"Yes\" and \"yes\" differ only in case"), (report.Column.Categories.Length, report.Reason));
    }

    [Theory]
    [InlineData(';', "semicolon")]
    [InlineData('|', "vertical bar")]
    [InlineData(',', "comma")]
    public void Cells_of_several_lines_do_not_hide_the_delimiter(char delimiter, string name)
    {
        string rows = string.Concat(Numbers(40).Select(i => $"{i};\"a street\nand a town\nand a country {i % 3}\";{i % 2}\n"));
        TextTable table = TableText.Load(_folder, $"number;address;y\n{rows}".Replace(';', delimiter));
        Assert.Contains($"delimiter: {name}", table.Findings);
        Assert.Equal((3, 40), (table.Columns.Length, table.Count));
    }

    [Fact]
    public void A_word_among_many_numbers_is_an_error_with_its_line()
    {
        TextTable table = TableText.OfColumn(_folder, "x", [.. Numbers(60).Select(i => $"{i}.5"), "twelve"]);
        Rejection.Of(
            () => TableText.Report(table),
            "line 62, column 1 (x): expected a number, as in other cells of this column, found \"twelve\""
        );
        Assert.Equal(ColumnKind.Category, TableText.Report(table, new TableOptions { CategoryColumns = ["x"] }).Column.Kind);
    }

    [Fact]
    public void A_word_in_several_cells_may_be_named_as_missing()
    {
        TextTable table = TableText.OfColumn(_folder, "x", [.. Numbers(60).Select(i => $"{i}.5"), "unknown", "unknown"]);
        Rejection.Of(() => TableText.Report(table), "found \"unknown\" in 2 cells. ", "name the text as a missing value");
        ColumnReport report = TableText.Report(table, new TableOptions { MissingTexts = ["unknown"] });
        Assert.Equal((ColumnKind.Number, 2), (report.Column.Kind, report.Missing));
        TextTable book = TableText.OfColumn(_folder, "x", [.. Numbers(60).Select(i => $"{i}.5"), new string('a', 100_000)]);
        Assert.True(Rejection.Of(() => TableText.Report(book), "aaaa…\"").Message.Length < 500);
    }

    private static IEnumerable<int> Numbers(int count) => Enumerable.Range(0, count);
}
