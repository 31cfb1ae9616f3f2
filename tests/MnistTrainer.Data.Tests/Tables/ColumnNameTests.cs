namespace MnistTrainer.Data.Tests;

/// <summary>Names that are numbers, names that repeat, and a decimal mark that contradicts the table.</summary>
public sealed class ColumnNameTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_name_that_is_the_number_of_another_column_is_ambiguous()
    {
        TextTable table = TableText.Load(_folder, "a,2,1\n5,6,p\n7,8,q\n9,9,p\n", new TableOptions { HasHeader = true });
        Rejection.Of(
            () => Find(table, new TableOptions { LabelColumn = "1" }),
            "found 1, which is the number of one column and the name of column 3",
            "Write 1-1 for column 1, or 3-3 for the column named 1"
        );
        Assert.Equal("1", Find(table, new TableOptions { LabelColumn = "3-3" }).Label!.Column.Name);
        Assert.Equal("a", Find(table, new TableOptions { LabelColumn = "1-1" }).Label!.Column.Name);
        // The name and the number of the same column.
        Assert.Equal(
            ColumnKind.Ignored,
            Find(table, new TableOptions { LabelColumn = "3-3", IgnoredColumns = ["2"] }).Columns[1].Column.Kind
        );
    }

    [Fact]
    public void A_name_that_is_no_number_of_a_column_is_a_name()
    {
        TableOptions options = new()
        {
            HasHeader = true,
            LabelColumn = "2021",
            Task = TableTask.Regression,
        };
        TextTable table = TableText.Load(_folder, "2019,2020,2021\n1.5,2,3\n4,5.5,9\n5,6,8\n", options);
        TableReport report = Find(table, options);
        Assert.Equal(("2021", 2, 3), (report.Label!.Column.Name, report.LabelIndex, table.Count));
        Assert.Equal(4, TableText.Load(_folder, "2019,2020,2021\n1.5,2,3\n4,5.5,9\n5,6,8\n").Count);
    }

    [Fact]
    public void A_name_that_repeats_is_left_out_by_its_number()
    {
        const string text = "age,city,age,y\n1,a,20,p\n2,b,30,q\n3,a,40,p\n";
        TextTable table = TableText.Load(_folder, text);
        Rejection.Of(
            () => Find(table, new TableOptions { LabelColumn = "y" }),
            "expected a name of its own for each column, found \"age\" for columns 1 and 3"
        );
        Rejection.Of(() => Find(table, new TableOptions { LabelColumn = "age", IgnoredColumns = ["3"] }), "which is several: 1, 3");
        TableOptions options = new() { LabelColumn = "y", IgnoredColumns = ["1"] };
        TableSchema schema = TableText.Schema(table, options);
        TableRows rows = new TableEncoder(schema).Encode(TableText.Load(_folder, text), withLabels: true);
        Assert.Equal([1, 0, 0, 20], rows.Samples.Row(0).ToArray());
        Assert.Contains("header: \"age\" repeats, read as \"age (column 1)\", \"age (column 3)\"", table.Findings);
        TableSchema other = TableText.Schema(TableText.Load(_folder, "age,y\n1,p\n2,q\n"), new TableOptions { LabelColumn = "y" });
        Rejection.Of(() => new TableEncoder(other).Encode(table, withLabels: false), "expected one column of the name age", "found 2");
    }

    [Fact]
    public void A_name_in_the_same_spelling_goes_before_others()
    {
        TextTable table = TableText.Load(_folder, "Label,x,label\n1.5,a,p\n2.5,b,q\n3.5,a,p\n4.5,b,q\n");
        Assert.Equal(2, Find(table, new TableOptions { LabelColumn = "label" }).LabelIndex);
        Assert.Equal(0, Find(table, new TableOptions { LabelColumn = "Label" }).LabelIndex);
        Rejection.Of(() => Find(table, new TableOptions { LabelColumn = "LABEL" }), "which is several: 1, 3");
    }

    [Theory]
    [InlineData(',', "1.5|2.25|3", "a decimal comma", "a decimal point")]
    [InlineData('.', "1,5|2,25|3", "a decimal point", "a decimal comma")]
    [InlineData('.', "1.234,50|2|3", "a decimal point", "a decimal comma")]
    public void A_decimal_mark_that_contradicts_a_column_is_rejected(char mark, string cells, string specified, string found)
    {
        TextTable table = TableText.OfColumn(_folder, "x", cells.Split('|'));
        TableOptions options = new() { DecimalMark = mark };
        Rejection.Of(() => TableText.Report(table, options), $"line 2, column 1 (x): expected numbers with {specified}", found);
        Assert.Equal(ColumnKind.Category, TableText.Report(table, options with { CategoryColumns = ["x"] }).Column.Kind);
        Rejection.Of(() => TableReportFinder.Find(table, options with { LabelColumn = "x" }), $"expected numbers with {specified}");
    }

    private static TableReport Find(TextTable table, TableOptions options) => TableReportFinder.Find(table, options);
}
