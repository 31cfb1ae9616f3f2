using System.Globalization;

namespace MnistTrainer.Data.Tests;

/// <summary>Rows that are none: titles and comments above a table are skipped and reported, and a row of totals below it is reported.</summary>
public sealed class OddRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("# made by a tool\n# in 2024\n", 2)]
    [InlineData("Sales report 2024,,\n,,\n", 1)]
    [InlineData("Sales report 2024\n\n", 1)]
    [InlineData("", 0)]
    public void Titles_and_comments_above_are_skipped(string above, int skipped)
    {
        TextTable table = TableText.Load(_folder, $"{above}age,color,y\n1,red,a\n2,blue,b\n3,red,a\n");
        Assert.Equal((3, "age"), (table.Count, table.Columns[0].Name));
        Assert.Equal(
            skipped > 0 ? [$"skipped: {skipped} line{(skipped == 1 ? "" : "s")} above the table"] : [],
            table.Findings.Where(one => one.StartsWith("skipped", StringComparison.Ordinal))
        );
    }

    /// <summary>Without a header, a row of few cells is a row with missing values.</summary>
    [Fact]
    public void A_row_of_missing_values_is_no_title() =>
        Assert.Equal(4, TableText.Load(_folder, "5,,\n1,7,2\n2,8,3\n3,9,4\n", new TableOptions { HasHeader = false }).Count);

    [Fact]
    public void A_header_of_mostly_blank_names_is_no_title()
    {
        TextTable table = TableText.Load(_folder, ",,y\n1,2,a\n3,4,b\n5,6,a\n", new TableOptions { HasHeader = true });
        Assert.Equal((3, "y"), (table.Count, table.Columns[2].Name));
    }

    [Theory]
    [InlineData("Total,15.5,150", true)]
    [InlineData(",15.5,150", true)]
    [InlineData("f,15.5,149", false)]
    [InlineData("f,6.5,60", false)]
    public void A_row_of_totals_is_reported(string last, bool isTotal)
    {
        string rows = string.Concat(
            Enumerable.Range(1, 5).Select(i => string.Create(CultureInfo.InvariantCulture, $"{"abcde"[i - 1]},{i + 0.1},{i * 10}\n"))
        );
        TextTable table = TableText.Load(_folder, $"shop,price,count\n{rows}{last}\n");
        string expected = "line 7 holds the sums of price, count of the rows above; a row of totals should be removed";
        Assert.Equal(isTotal ? [expected] : [], TableReportFinder.Find(table, new TableOptions()).Notes);
    }
}
