namespace MnistTrainer.Data.Tests;

/// <summary>Columns that look like one thing and are another are read for certain, or reported with the option that decides otherwise.</summary>
public sealed class ColumnGuessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, string[], ColumnKind, string, string?> Columns =>
        new()
        {
            { "weight", [.. Rows(i => $"{i}.5 kg")], ColumnKind.Number, "in kg", nameof(TableOptions.CategoryColumns) },
            { "clock", [.. Rows(i => $"{i + 1}.2GHz")], ColumnKind.Number, "in GHz", nameof(TableOptions.CategoryColumns) },
            {
                "plate",
                [.. Rows(i => $"{(i % 9) + 1}E{(i % 5) + 1}")],
                ColumnKind.Number,
                "such as 1E1, which may be codes",
                nameof(TableOptions.CategoryColumns)
            },
            {
                "depth",
                [.. Rows(i => i % 5 == 0 ? "-999" : $"{i * 50}.5")],
                ColumnKind.Number,
                "unlike the others, perhaps missing: \"-999\" in 8 cells",
                nameof(TableOptions.MissingTexts)
            },
            {
                "likes",
                [.. Rows(i => ((string[])["red;green", "red", "green;blue", "blue"])[i % 4])],
                ColumnKind.Category,
                "several values in a cell, such as red and green, which are not taken apart",
                null
            },
            { "area", [.. Rows(i => $"{i + 1} m²")], ColumnKind.Number, "in m²", nameof(TableOptions.CategoryColumns) },
            {
                "weight",
                [.. Rows(i => i % 2 == 0 ? $"{i} kg" : $"{i % 3}00 g")],
                ColumnKind.Ignored,
                "different letters or units (g, kg)",
                nameof(TableOptions.CategoryColumns)
            },
            { "weight", [.. Rows(i => i % 9 == 0 ? $"{i % 3}" : $"{i % 3} kg")], ColumnKind.Category, "numbers with and without kg", null },
            {
                "month",
                [.. Rows(i => $"{(i % 12) + 1:00}.2020")],
                ColumnKind.Ignored,
                "months such as 01.2020",
                nameof(TableOptions.NumberColumns)
            },
            {
                "month",
                [.. Rows(i => $"2020.{(i % 12) + 1:00}")],
                ColumnKind.Ignored,
                "months such as 2020.01",
                nameof(TableOptions.NumberColumns)
            },
            {
                "month",
                [.. Rows(i => $"2020-{(i % 12) + 1:00}")],
                ColumnKind.Ignored,
                "dates or times",
                nameof(TableOptions.CategoryColumns)
            },
            {
                "day",
                [.. Rows(i => $"202001{(i % 28) + 1:00}")],
                ColumnKind.Ignored,
                "dates such as 20200101",
                nameof(TableOptions.NumberColumns)
            },
            {
                "at",
                [.. Rows(i => $"2020-01-01T12:{i:00}:00+02:00")],
                ColumnKind.Ignored,
                "dates or times",
                nameof(TableOptions.CategoryColumns)
            },
            { "wait", [.. Rows(i => $"PT{i}M")], ColumnKind.Ignored, "dates or times", nameof(TableOptions.CategoryColumns) },
            {
                "since",
                [
                    .. Rows(i =>
                        (string[])["March 2020", "5. Juli 1999", "Sept. 2021", "12 déc. 2003", "Oct 4, 2010"] is var all ? all[i % 5] : ""
                    ),
                ],
                ColumnKind.Ignored,
                "dates or times",
                nameof(TableOptions.CategoryColumns)
            },
            {
                "car",
                [.. Rows(i => (string[])["Audi 5000", "BMW 2002", "Mark 1000"] is var all ? all[i % 3] : "")],
                ColumnKind.Category,
                "",
                null
            },
            {
                "pack",
                [.. Rows(i => $"{(i % 3) + 1} boxes 20")],
                ColumnKind.Category,
                "begin with numbers that are not read, such as 1 boxes 20",
                null
            },
            {
                "release",
                [.. Rows(i => i % 3 == 0 ? "1.2" : $"1.2.{i % 3 * 5}")],
                ColumnKind.Category,
                "versions or addresses, not numbers",
                null
            },
            {
                "release",
                [.. Rows(i => $"1.{(i % 3 == 0 ? "10" : $"{i % 3}")}")],
                ColumnKind.Number,
                "\"1.10\" and \"1.1\" are the same number",
                nameof(TableOptions.CategoryColumns)
            },
            { "fare", [.. Rows(i => $"CHF {i}.50")], ColumnKind.Number, "in CHF", nameof(TableOptions.CategoryColumns) },
            {
                "fare",
                [.. Rows(i => $"fare {i}.50")],
                ColumnKind.Ignored,
                "a number in a text, such as fare 0.50, which is not read",
                nameof(TableOptions.CategoryColumns)
            },
            { "week", [.. Rows(i => $"2020-W{i + 1:00}")], ColumnKind.Ignored, "dates or times", nameof(TableOptions.CategoryColumns) },
            {
                "zip",
                [.. Rows(i => $"{10115 + (i % 3)}")],
                ColumnKind.Category,
                "codes by the name zip",
                nameof(TableOptions.NumberColumns)
            },
            { "call", [.. Rows(i => $"+4917012345{i:00}")], ColumnKind.Ignored, "telephone numbers", nameof(TableOptions.CategoryColumns) },
            {
                "height",
                [.. Rows(i => i % 7 == 0 ? "-999" : $"{i}.5")],
                ColumnKind.Number,
                "perhaps missing: \"-999\" in 6 cells",
                nameof(TableOptions.MissingTexts)
            },
            { "price", [.. Rows(i => i % 7 == 0 ? "999" : $"{i * 25}.5")], ColumnKind.Number, "", null },
            {
                "answer",
                [.. Rows(i => (string[])["yes", "Y", "no"] is var all ? all[i % 3] : "")],
                ColumnKind.Category,
                "\"y\" and \"yes\" are different values",
                null
            },
        };

    [Theory]
    [MemberData(nameof(Columns))]
    public void Are_reported(string name, string[] cells, ColumnKind kind, string reason, string? option)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, name, cells));
        Assert.Equal((kind, option), (report.Column.Kind, report.Option));
        Assert.Contains(reason, report.Reason, StringComparison.Ordinal);
        Assert.Equal(reason.Length == 0, report.Reason.Length == 0);
    }

    /// <summary>As among numbers without a unit.</summary>
    [Fact]
    public void A_word_among_numbers_with_a_unit_is_rejected_by_its_line()
    {
        TextTable table = TableText.OfColumn(_folder, "weight", [.. Rows(i => $"{i} kg"), "heavy"]);
        Rejection.Of(
            () => TableText.Report(table),
            $"line {table.Count + 1}, column 1 (weight): expected a number, as in other cells of this column, found \"heavy\""
        );
    }

    /// <summary>The same numbers with and without their unit are the same inputs.</summary>
    [Fact]
    public void A_unit_changes_no_number()
    {
        string[] plain = [.. Rows(i => $"{i}.25")];
        TextTable with = TableText.OfColumn(_folder, "x", plain.Select(text => $"{text} km/h"));
        TextTable without = TableText.OfColumn(_folder, "x", plain);
        Assert.Equal(Inputs(without), Inputs(with));
        TableSchema schema = TableText.Schema(with, new TableOptions { LabelColumn = "y" });
        Assert.Equal("km/h", TableSchemaFile.FromJson(TableSchemaFile.ToJson(schema), "model").Columns[0].Format.Unit);
        Rejection.Of(() => new TableEncoder(schema).Encode(without, withLabels: false), "column x: expected a number in km/h");
    }

    public static TheoryData<string, string[], ColumnKind, string> Counts =>
        new()
        {
            { "n", [.. Rows(i => $"{i + 1}")], ColumnKind.Ignored, "counts the rows" },
            { "", [.. Rows(i => $"{i}")], ColumnKind.Ignored, "counts the rows" },
            { "Unnamed: 4", [.. Rows(i => $"{i}.0")], ColumnKind.Ignored, "counts the rows" },
            { "Unnamed: 0", [.. Rows(i => $"{i}")], ColumnKind.Id, "different in every row" },
            { "id", [.. Rows(i => $"{i + 1}.0")], ColumnKind.Id, "different in every row" },
            { "line no", [.. Rows(i => $"{100 - i}")], ColumnKind.Ignored, "counts the rows by -1" },
            { "row_number", [.. Rows(i => $"{i * 10}")], ColumnKind.Ignored, "counts the rows by 10" },
            { "x", [.. Rows(i => $"{i}")], ColumnKind.Number, "perhaps counts the rows" },
            { "year", [.. Rows(i => $"{2020 - i}")], ColumnKind.Number, "perhaps counts the rows by -1" },
            { "n", [.. Rows(i => $"{i * i}")], ColumnKind.Number, "" },
        };

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_count_of_the_rows_is_left_out_by_its_name(string name, string[] cells, ColumnKind kind, string reason)
    {
        string rows = string.Concat(cells.Select((cell, row) => $"{cell},{(row % 2 == 0 ? "yes" : "no")}\n"));
        TextTable table = TableText.Load(_folder, $"{name},y\n{rows}", new TableOptions { HasHeader = true });
        ColumnReport report = TableText.Report(table);
        Assert.Equal((kind, reason), (report.Column.Kind, report.Reason));
        Assert.Equal(ColumnKind.Number, TableText.Report(table, new TableOptions { NumberColumns = ["1"] }).Column.Kind);
    }

    [Fact]
    public void Markers_of_missing_values_are_the_same_in_every_column()
    {
        string[] markers = ["", "n/a", "N/A", "NA", "na", "NULL", "null", "NaN", "nan", "#N/A", "?", "<NA>"];
        string[] words = ["x", "y", "x", "y", "x", "y"];
        ColumnReport text = TableText.Report(TableText.OfColumn(_folder, "a", [.. markers, .. words]));
        Assert.Equal((markers.Length, 2), (text.Missing, text.Distinct));
        Assert.Contains("missing: \"n/a\" in 1 cell", text.Reason, StringComparison.Ordinal);
        ColumnReport number = TableText.Report(TableText.OfColumn(_folder, "a", [.. markers, "1.5", "2.5", "3.5"]));
        Assert.Equal((markers.Length, ColumnKind.Number), (number.Missing, number.Column.Kind));
        // Sodium and Nan are no missing values.
        Assert.Equal(0, TableText.Report(TableText.OfColumn(_folder, "a", "Na", "Cl", "Na", "Nan", "Nan", "Cl")).Missing);
    }

    [Fact]
    public void Words_that_may_be_missing_values_are_reported_and_specified()
    {
        string[] cells = [.. Rows(i => (string[])["None", "wood", "-", "stone"] is var all ? all[i % 4] : "")];
        TextTable table = TableText.OfColumn(_folder, "fence", cells);
        ColumnReport report = TableText.Report(table);
        Assert.Equal((4, 0, nameof(TableOptions.MissingTexts)), (report.Distinct, report.Missing, report.Option));
        Assert.Contains("\"None\" in 10 cells, \"-\" in 10 cells", report.Reason, StringComparison.Ordinal);
        report = TableText.Report(table, new TableOptions { MissingTexts = ["-"] });
        Assert.Equal((3, 10), (report.Distinct, report.Missing));
        TextTable numbers = TableText.OfColumn(_folder, "height", [.. Rows(i => i % 4 == 0 ? "-999" : $"{i}.5")]);
        TableOptions options = new() { LabelColumn = "y", MissingTexts = ["-999"] };
        Assert.Equal((10, 1.5), (TableText.Report(numbers, options).Missing, TableText.Report(numbers, options).Smallest));
        TableSchema schema = TableText.Schema(numbers, options);
        schema = TableSchemaFile.FromJson(TableSchemaFile.ToJson(schema), "model");
        Assert.Equal(float.NaN, new TableEncoder(schema).Encode(numbers, withLabels: false).Samples.Row(0)[0]);
    }

    private static float[] Inputs(TextTable table)
    {
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        TableRows rows = new TableEncoder(schema).Encode(table, withLabels: false);
        return [.. Enumerable.Range(0, rows.Samples.Count).Select(row => rows.Samples.Row(row)[0])];
    }

    private static IEnumerable<string> Rows(Func<int, string> cell) => Enumerable.Range(0, 40).Select(cell);
}
