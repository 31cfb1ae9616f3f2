namespace MnistTrainer.Data.Tests;

/// <summary>Rows as inputs of a network, written out by hand.</summary>
public sealed class TableEncoderTests : IDisposable
{
    private const string Training = "id,age,city,income\nr1,30,Bonn,low\nr2,41.5,Köln,high\nr3,?,Bonn,low\n";
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Encodes_numbers_as_they_are_and_a_category_among_zeros()
    {
        TextTable table = TableText.Load(_folder, Training);
        TableRows rows = new TableEncoder(Schema()).Encode(table, withLabels: true);
        Assert.Equal(["age", "city = Bonn", "city = Köln", "city = (other)"], Schema().InputNames);
        Assert.Equal([30, 1, 0, 0], rows.Samples.Row(0).ToArray());
        Assert.Equal([41.5f, 0, 1, 0], rows.Samples.Row(1).ToArray());
        Assert.Equal([float.NaN, 1, 0, 0], rows.Samples.Row(2).ToArray());
        Assert.Equal(["high", "low"], rows.Samples.ClassNames);
        Assert.Equal([1, 0, 1], rows.Samples.Labels.ToArray());
        Assert.Equal(("id", "r3", "41.5"), (rows.Ids!.Column, rows.NameOf(2), rows.Cell(1, 0)));
    }

    [Fact]
    public void Finds_columns_by_their_names_with_or_without_the_label()
    {
        TextTable table = TableText.Load(_folder, "city,shoe size,AGE\nKöln,44,20\nParis,43,21\n?,42,\nParis,1,2\n");
        TableRows rows = new TableEncoder(Schema()).Encode(table, withLabels: false);
        Assert.Equal([20, 0, 1, 0], rows.Samples.Row(0).ToArray());
        Assert.Equal([21, 0, 0, 1], rows.Samples.Row(1).ToArray());
        Assert.Equal([float.NaN, 0, 0, 1], rows.Samples.Row(2).ToArray());
        Assert.Equal("2", rows.NameOf(1));
        Assert.Contains("not used, since the model does not know it: shoe size", rows.Notes);
        Assert.Contains("city: 2 cells are none of the 2 categories that were trained on (\"Paris\")", rows.Notes);
    }

    [Fact]
    public void Reads_each_column_of_the_table_for_one_column_of_the_schema()
    {
        TextTable table = TableText.Load(_folder, "Age,age,y\n1,20,a\n2,10,b\n3,15,a\n");
        TableEncoder encoder = new(TableText.Schema(table, new TableOptions { LabelColumn = "y" }));
        Rejection.Of(() => Encode("Age,z\n1,5\n2,6\n"), "expected the 2 columns that the model reads, found none of the name age");
        Rejection.Of(() => Encode("AGE,z\n1,5\n2,6\n"), "expected a column of its own for each of Age and age, found AGE for all of them");
        TableRows rows = Encode("AGE,Age\n5,1\n6,2\n");
        Assert.Equal([1, 5], rows.Samples.Row(0).ToArray());
        Assert.Equal(["read by a name in another spelling: AGE as age"], rows.Notes);

        TableRows Encode(string text) => encoder.Encode(TableText.Load(_folder, text), withLabels: false);
    }

    [Fact]
    public void Names_the_columns_and_cells_that_are_missing_or_invalid()
    {
        Rejection.Of(() => Encode("city,income\nBonn,low\n"), "expected the 2 columns that the model reads, found none of the name age");
        Rejection.Of(
            () => Encode("age,city\n30,Bonn\n\"1,5\",Bonn\n"),
            "line 3, column age: expected a number, or an empty cell, found \"1,5\""
        );
        Rejection.Of(() => Encode("30,Bonn\n31,Köln\n"), "expected a header with the names of the columns, found none");
        Rejection.Of(() => Encode("age,city\n30,Bonn\n", withLabels: true), "expected the column income, which is the label");
        Rejection.Of(
            () => Encode("age,city,income\n30,Bonn,medium\n", withLabels: true),
            "line 2, column income: expected a class of the model: high, low, found \"medium\""
        );
    }

    [Fact]
    public void Leaves_out_rows_without_a_label()
    {
        TableRows rows = Encode("age,city,income\n30,Bonn,low\n31,Bonn,\n32,Köln,high\n", withLabels: true);
        Assert.Equal([0, 2], rows.TableRow);
        Assert.Equal(["1 row without a label left out"], rows.Notes);
    }

    [Fact]
    public void Reads_categories_that_are_numbers_in_any_spelling()
    {
        TextTable table = TableText.Load(_folder, "code,y\n1,a\n2,b\n1,a\n");
        TableSchema schema = TableText.Schema(table, new TableOptions { LabelColumn = "y", CategoryColumns = ["code"] });
        Assert.Equal([0, 1, 0], new TableEncoder(schema).Encode(TableText.Load(_folder, "code\n2.0\n1\n"), false).Samples.Row(0).ToArray());
    }

    [Fact]
    public void Reads_tables_without_a_header_by_numbers()
    {
        TableOptions options = new() { LabelColumn = "3" };
        TextTable table = TableText.Load(_folder, "1.5,x,a\n2.5,y,b\n3.5,x,a\n", options);
        TableSchema schema = TableText.Schema(table, options);
        Assert.False(schema.HasHeader);
        Assert.Equal(
            [9.5f, 0, 1, 0],
            new TableEncoder(schema).Encode(TableText.Load(_folder, "9.5,y\n8.5,x\n"), false).Samples.Row(0).ToArray()
        );
        Rejection.Of(
            () => new TableEncoder(schema).Encode(TableText.Load(_folder, "9.5,y,a,4\n8.5,x,a,4\n"), false),
            "expected 3 columns, or 2 without the label"
        );
    }

    [Theory]
    [InlineData("39,State-gov,Bachelors,low\n50,Private,Masters,high\n38,Private,HS-grad,low\n", false)]
    [InlineData("red,round,low\nblue,square,high\nred,square,low\n", false)]
    [InlineData("5 kg,round,low\n6 kg,square,high\n7 kg,oval,mid\n", false)]
    [InlineData("age,height,male,income\n31,1.5,male,low\n45,1.7,female,high\n", true)]
    [InlineData("color,form,income\nred,round,low\nblue,square,high\n", true)]
    [InlineData("2019,2020,total\n1.5,2,3\n4,5.5,9\n", true)]
    [InlineData(",age,income\n0,31,low\n1,45,high\n", true)]
    public void A_first_row_of_words_may_be_data(string text, bool hasHeader) =>
        Assert.Equal(hasHeader, TableText.Load(_folder, text).HasHeader);

    [Fact]
    public void Years_may_be_names()
    {
        string[] continents = ["Asia", "Europe", "Africa"];
        string rows = string.Concat(
            Enumerable
                .Range(0, 30)
                .Select(row => $"land{row},{continents[row % 3]},{1.5 + row},{2.5 + row},{(row % 2 == 0 ? "rich" : "poor")}\n")
        );
        TextTable table = TableText.Load(_folder, $"country,continent,2019,2020,label\n{rows}");
        Assert.Equal((true, 30), (table.HasHeader, table.Count));
        Assert.Equal(["country", "continent", "2019", "2020", "label"], table.Columns.Select(column => column.Name));
        // A row of data has a text that recurs.
        TextTable data = TableText.Load(_folder, $"land,Asia,1,2,rich\n{rows}");
        Assert.Equal((false, 31), (data.HasHeader, data.Count));
    }

    [Fact]
    public void A_row_without_any_value_is_a_row_and_an_empty_line_is_none()
    {
        TableRows rows = Encode("age,city\n30,Bonn\n,\n\n31,Köln\n");
        Assert.Equal(3, rows.Samples.Count);
        Assert.Equal([float.NaN, 0, 0, 1], rows.Samples.Row(1).ToArray());
        Assert.Equal("3", rows.NameOf(2));
    }

    [Theory]
    [InlineData(',')]
    [InlineData('\t')]
    [InlineData('|')]
    public void A_row_without_any_value_is_a_row_whatever_the_delimiter(char delimiter)
    {
        string rows = string.Concat(Enumerable.Range(1, 10).Select(row => row == 5 ? ",,\n" : $"{row},x,{row * 2}\n"));
        TextTable table = TableText.Load(_folder, $"a,b,c\n{rows}\n".Replace(',', delimiter));
        Assert.Equal((10, "", "6"), (table.Count, table.Columns[0][4], table.Columns[0][5]));
    }

    [Fact]
    public void Text_may_have_line_breaks_and_number_signs()
    {
        TextTable table = TableText.Load(_folder, "street,y\n\"Main\n12 # 4\",a\n12 # 5,b\n");
        Assert.Equal(["Main\n12 # 4", "12 # 5"], table.Columns[0].Texts);
        Assert.Equal(4, table.Line(1));
    }

    [Fact]
    public void Text_has_line_breaks_and_number_signs_in_every_row()
    {
        string rows = string.Concat(Enumerable.Range(0, 20).Select(row => $"{row},\"Main\n{row}\",12 # b,{"ab"[row % 2]}\n"));
        string path = _folder.Write("streets.csv", $"age,street,code,y\n{rows}");
        TextTable table = TextTable.Load(path, cancellation: TestContext.Current.CancellationToken);
        Assert.Equal((20, "Main\n7", "12 # b", "b"), (table.Count, table.Columns[1][7], table.Columns[2][7], table.Columns[3][7]));
        Assert.True(
            TableBoundary.IsTable(path, new LoadOptions { LabelColumn = "y" }, new TableOptions(), TestContext.Current.CancellationToken)
        );
    }

    [Fact]
    public void A_first_row_of_few_values_is_a_row_where_there_is_no_header()
    {
        string rows = "x1,,,,,\n" + string.Concat(Enumerable.Range(1, 40).Select(row => $"x{row % 3},{row},2.5,3.5,4.5,5.5\n"));
        foreach (bool? hasHeader in (bool?[])[false, null])
        {
            TextTable table = TableText.Load(_folder, rows, new TableOptions { HasHeader = hasHeader });
            Assert.Equal((41, "x1", "1"), (table.Count, table.Columns[0][0], table.Columns[1][1]));
        }
    }

    [Theory]
    [InlineData("Report of 2024\n\"Town, all\"\n")]
    [InlineData("Report of 2024,,,,,\nTown,,,,,\n")]
    public void Lines_above_a_header_are_reported(string above)
    {
        string rows = string.Concat(Enumerable.Range(1, 40).Select(row => $"x{row % 3},{row},2.5,3.5,4.5,5.5\n"));
        TextTable table = TableText.Load(_folder, $"{above}shop,age,width,height,depth,price\n{rows}");
        Assert.Equal((40, "shop"), (table.Count, table.Columns[0].Name));
        Assert.Contains("skipped: 2 lines above the table", table.Findings);
        Assert.Contains("header: one line", table.Findings);
        Rejection.Of(
            () => TableText.Load(_folder, $"Report of 2024\n{rows}"),
            "line 1: expected 6 names in the header",
            "Remove the lines above"
        );
    }

    [Fact]
    public void Rejects_rows_of_another_length()
    {
        Rejection.Of(
            () => TableText.Load(_folder, "age,city\n1,a\n2,b\n3,b\n4,a,5\n"),
            "line 5: expected 2 cells, as other rows have, found 3"
        );
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"{row},x{row % 3},{row % 2}\n"));
        Rejection.Of(() => TableText.Load(_folder, $"age,city,old\n{rows}7,\"York,1\n{rows}"), "line 42: ", "correct its quotes");
    }

    private TableRows Encode(string text, bool withLabels = false) =>
        new TableEncoder(Schema()).Encode(TableText.Load(_folder, text), withLabels);

    private TableSchema Schema() => TableText.Schema(TableText.Load(_folder, Training), new TableOptions { LabelColumn = "income" });
}
