using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>What spreadsheets and other programs leave in cells: errors, formulas, days without a year, letters of another encoding, codes for missing values.</summary>
public sealed class OddCellTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>An error is no category and no class, and a column of numbers stays one.</summary>
    [Theory]
    [InlineData("#DIV/0!", "1.5", "2.5", ColumnKind.Number)]
    [InlineData("#REF!", "red", "blue", ColumnKind.Category)]
    [InlineData("#VALUE!", "red", "blue", ColumnKind.Category)]
    public void Errors_of_a_spreadsheet_are_missing_and_reported(string error, string one, string other, ColumnKind kind)
    {
        TextTable table = TableText.OfColumn(
            _folder,
            "x",
            Enumerable
                .Range(0, 12)
                .Select(row =>
                    row % 4 == 0 ? error
                    : row % 4 == 1 ? one
                    : other
                )
        );
        TableReport report = TableReportFinder.Find(table, new TableOptions { LabelColumn = "x" });
        string note = $"x: 3 cells hold an error of a spreadsheet, such as {error}, read as missing";
        Assert.Contains(note, report.Notes);
        Assert.Equal((2, 3), (report.Label!.Distinct, report.Label.Missing));
        report = TableReportFinder.Find(table, new TableOptions { LabelColumn = "y" });
        Assert.Contains(note, report.Notes);
        Assert.Equal((kind, 2, 3), (report.Columns[0].Column.Kind, report.Columns[0].Distinct, report.Columns[0].Missing));
        Assert.Contains(note, new TableEncoder(TableReportFinder.ToSchema(report)).Encode(table, withLabels: true).Notes);
    }

    [Theory]
    [InlineData("=SUM(A{0}:B{0})", "formulas of a spreadsheet, such as =SUM(A0:B0), whose values are not in the file")]
    [InlineData("=A{0}*$C$1", "formulas of a spreadsheet, such as =A0*$C$1, whose values are not in the file")]
    [InlineData("({0}.5, 7.25)", "begin with numbers that are not read, such as (0.5, 7.25)")]
    [InlineData("({0})", "all in parentheses, such as (0), so codes rather than negative numbers")]
    [InlineData("=\"{0}\"", "a number in a text, such as =\"0\", which is not read")]
    public void Formulas_and_points_are_named(string format, string reason) =>
        Assert.StartsWith(reason, Report(row => string.Format(CultureInfo.InvariantCulture, format, row)).Reason, StringComparison.Ordinal);

    [Theory]
    [InlineData("{0}-Mar", true)]
    [InlineData("Jan-{0:00}", true)]
    [InlineData("Type-{0:00}", false)]
    [InlineData("March{0:00}", false)]
    public void Days_and_months_as_spreadsheets_show_them_are_dates(string format, bool areDates)
    {
        ColumnReport report = Report(row => string.Format(CultureInfo.InvariantCulture, format, 1 + (row % 28)));
        Assert.Equal(areDates, report.Reason.StartsWith("dates or times, which are not read", StringComparison.Ordinal));
    }

    /// <summary>A year and the number of a day in it, from 1 to 366.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(337, true)]
    [InlineData(338, false)]
    public void Days_of_a_year_are_dates(int first, bool areDates)
    {
        ColumnReport report = Report(row => string.Create(CultureInfo.InvariantCulture, $"2024{first + row:000}"));
        Assert.Equal(areDates, report.Reason.StartsWith("days such as 2024", StringComparison.Ordinal));
        Assert.Equal(areDates ? ColumnKind.Ignored : ColumnKind.Number, report.Column.Kind);
    }

    [Theory]
    [InlineData("MÃ¼nchen", "letters of UTF-8 that were read in another encoding before the table was saved, such as in MÃ¼nchen")]
    [InlineData(
        "Ann\u00e2\u20ac\u2122s",
        "letters of UTF-8 that were read in another encoding before the table was saved, such as in Ann\u00e2\u20ac\u2122s"
    )]
    [InlineData("M\uFFFDnchen", "letters were lost when the table was saved, such as in M\uFFFDnchen")]
    [InlineData("SÃO", "")]
    [InlineData("Âge", "")]
    [InlineData("Neuchâtel", "")]
    public void Damaged_letters_are_reported(string text, string reason) =>
        Assert.Equal(reason, Report(row => row % 2 == 0 ? text : "Berlin").Reason);

    [Fact]
    public void Classes_that_differ_only_in_case_and_lists_of_classes_are_reported()
    {
        TextTable table = TableText.OfColumn(
            _folder,
            "x",
            Enumerable
                .Range(0, 40)
                .Select(row =>
                    row % 2 == 0 ? "Yes"
                    : row % 4 == 1 ? "yes"
                    : "no"
                )
        );
        Assert.Equal(
            ["x: \"Yes\" and \"yes\" differ only in case, and are different classes"],
            TableReportFinder.Find(table, new TableOptions { LabelColumn = "x" }).Notes
        );
        string[] answers = ["a;b", "a", "b", "a;c", "c"];
        table = TableText.OfColumn(_folder, "x", Enumerable.Range(0, 40).Select(row => answers[row % 5]));
        Assert.Equal(
            "text, so classes; several values in a cell, such as a and b, which are not taken apart",
            TableReportFinder.Find(table, new TableOptions { LabelColumn = "x" }).Label!.Reason
        );
    }

    /// <summary>Ages from 20 on; -1 stands for none.</summary>
    [Theory]
    [InlineData(20, 30, true)]
    [InlineData(0, 30, false)]
    [InlineData(1, 6, false)]
    public void A_single_minus_one_below_numbers_is_perhaps_missing(int smallest, int different, bool isMissing)
    {
        TextTable table = TableText.OfColumn(
            _folder,
            "x",
            Enumerable.Range(0, 60).Select(row => (row % 9 == 4 ? -1 : smallest + (row % different)).ToString(CultureInfo.InvariantCulture))
        );
        ColumnReport report = TableText.Report(table);
        Assert.Equal(isMissing, report.Reason.Contains("unlike the others, perhaps missing: \"-1\" in 7 cells", StringComparison.Ordinal));
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y" });
        Assert.Equal(
            isMissing ? ["x: unlike the others, perhaps missing: \"-1\" in 7 cells"] : [],
            new TableEncoder(schema).Encode(table, withLabels: true).Notes
        );
    }

    private ColumnReport Report(Func<int, string> cellOf) =>
        TableText.Report(
            TableText.Load(
                _folder,
                "x,y\n"
                    + string.Concat(
                        Enumerable
                            .Range(0, 30)
                            .Select(row =>
                                $"\"{cellOf(row).Replace("\"", "\"\"", StringComparison.Ordinal)}\",{(row % 3 == 0 ? "a" : "b")}\n"
                            )
                    )
            )
        );
}
