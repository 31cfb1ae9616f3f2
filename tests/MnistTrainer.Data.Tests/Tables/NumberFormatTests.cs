namespace MnistTrainer.Data.Tests;

/// <summary>Numbers are read in the only way that fits all cells of a column, or not at all.</summary>
public sealed class NumberFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1234.5|2", 2, 1234.5)]
    [InlineData("1,234.50|12|1,000,000.25", 12, 1000000.25)]
    [InlineData("1.234,50|12|1.000.000,25", 12, 1000000.25)]
    [InlineData("1,5|2,25|10", 1.5, 10)]
    [InlineData("1 234,5|2|10 000", 2, 10000)]
    [InlineData("1'234.5|2|10'000", 2, 10000)]
    [InlineData("1,234,567|2,000,000", 1234567, 2000000)]
    [InlineData("$1,234.50|$2|-$3.25", -3.25, 1234.5)]
    [InlineData("1.234,50 €|2,00 €|0", 0, 1234.5)]
    [InlineData("12%|3.5 %|0.25%", 0.25, 12)]
    [InlineData("0.512|0.25|1.125", 0.25, 1.125)]
    [InlineData("+3|-4|1E3", -4, 1000)]
    [InlineData("\u22123.5|2|-1", -3.5, 2)]
    [InlineData("\u2212$3.25|$2", -3.25, 2)]
    [InlineData("\u22123 °C|2 °C", -3, 2)]
    public void Are_read_where_only_one_format_fits(string cells, double smallest, double largest)
    {
        ColumnReport report = TableText.Report(TableText.OfColumn(_folder, "x", cells.Split('|')));
        Assert.Equal((ColumnKind.Number, smallest, largest), (report.Column.Kind, report.Smallest, report.Largest));
    }

    [Theory]
    [InlineData("1,234|2,345", "which may be 1.234 or 1234")]
    [InlineData("12,345|7|8", "which may be 12.345 or 12345")]
    public void Are_rejected_where_two_formats_fit(string cells, string expected)
    {
        TextTable table = TableText.OfColumn(_folder, "x", cells.Split('|'));
        Rejection.Of(() => TableText.Report(table), "line 2, column 1 (x)", expected, "Specify the decimal mark");
        Assert.True(TableText.Report(table, new TableOptions { DecimalMark = '.' }).Largest > 10);
        Assert.True(TableText.Report(table, new TableOptions { DecimalMark = ',' }).Smallest < 13);
    }

    /// <summary>Spreadsheets separate cells with semicolons where the decimal mark is a comma, so a point may separate thousands.</summary>
    [Fact]
    public void A_point_may_separate_thousands_between_semicolons()
    {
        TextTable semicolons = TableText.Load(_folder, "x;y\n1.234;a\n2.345;b\n3.456;a\n");
        Rejection.Of(() => TableText.Report(semicolons), "which may be 1.234 or 1234");
        TextTable commas = TableText.Load(_folder, "x,y\n1.234,a\n2.345,b\n3.456,a\n");
        Assert.Equal(1.234, TableText.Report(commas).Smallest);
        TextTable tabs = TableText.Load(_folder, "x\ty\n1.234\ta\n2.345\tb\n3.456\ta\n");
        Assert.Equal(1.234, TableText.Report(tabs).Smallest);
    }

    /// <summary>A column that can only be read with a decimal comma shows that points of the other columns may separate thousands.</summary>
    [Theory]
    [InlineData('\t')]
    [InlineData('|')]
    [InlineData(';')]
    public void A_point_may_separate_thousands_beside_decimal_commas(char delimiter)
    {
        string[] rows = ["preis,note,y", "500,6:8,a", "1.107,7:1,b", "502,5:4,a", "3.121,4:9,b", "558,8:2,a"];
        TextTable table = TableText.Load(_folder, string.Join('\n', rows).Replace(',', delimiter).Replace(':', ',') + "\n");
        Rejection.Of(() => TableText.Report(table), "line 3, column 1 (preis)", "which may be 1.107 or 1107", "Specify the decimal mark");
        Assert.Equal(3121, TableText.Report(table, new TableOptions { DecimalMark = ',' }).Largest);
    }

    [Fact]
    public void A_share_among_percentages_is_rejected() =>
        Rejection.Of(
            () => TableText.Report(TableText.OfColumn(_folder, "x", "12%", "0.3", "5%")),
            "line 3, column 1 (x): expected a number in %, as other cells of this column, found \"0.3\" without a unit"
        );
}
