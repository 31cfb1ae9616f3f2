namespace MnistTrainer.Data.Tests;

/// <summary>The row that a user means by a number or an id.</summary>
public sealed class NamedRowTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Is_found_by_its_number()
    {
        TableRows rows = Rows(null);
        Assert.Equal((0, null), NamedRow.Find("t.csv", rows, "1"));
        Assert.Equal((3, null), NamedRow.Find("t.csv", rows, "4"));
        foreach (string name in (string[])["0", "5", "-1", "1.0", "first", ""])
            Rejection.Of(() => NamedRow.Find("t.csv", rows, name), $"t.csv: expected the number of a row, from 1 to 4, found \"{name}\"");
    }

    [Fact]
    public void Is_found_by_its_id()
    {
        TableRows rows = Rows(["a7", "b", "105", "b"]);
        Assert.Equal((0, null), NamedRow.Find("t.csv", rows, "a7"));
        Assert.Equal((2, null), NamedRow.Find("t.csv", rows, "105"));
        Rejection.Of(
            () => NamedRow.Find("t.csv", rows, "b"),
            "expected the who of one row, found \"b\", which 2 rows have, such as 2 and 4"
        );
        Rejection.Of(() => NamedRow.Find("t.csv", rows, "c"), "from 1 to 4, or its who, such as a7, found \"c\"");
    }

    /// <summary>Ids that count from 0: the number 2 is that of the row with the id 1.</summary>
    [Fact]
    public void A_number_that_is_the_id_of_another_row_is_reported()
    {
        TableRows rows = Rows(["0", "1", "2", "3"]);
        (int row, string? note) = NamedRow.Find("t.csv", rows, "2");
        Assert.Equal(1, row);
        Assert.Equal("the row counted as 2 is explained; the one whose who is 2 is row 3", note);
        Assert.Equal((0, null), NamedRow.Find("t.csv", rows, "0"));
        Assert.Null(NamedRow.Find("t.csv", Rows(["1", "2", "3", "4"]), "2").Note);
    }

    private TableRows Rows(string[]? ids)
    {
        TextTable training = TableText.Load(_folder, "who,x,y\np,1,a\nq,2.5,b\nr,3,a\ns,4,b\n");
        TableSchema schema = TableText.Schema(training, new TableOptions { LabelColumn = "y", IdColumn = "who" });
        string cells = string.Concat(Enumerable.Range(0, 4).Select(row => ids is null ? $"{row}.5\n" : $"{ids[row]},{row}.5\n"));
        TextTable table = TableText.Load(_folder, (ids is null ? "x\n" : "who,x\n") + cells);
        return new TableEncoder(schema).Encode(table, withLabels: false);
    }
}
