namespace MnistTrainer.Data.Tests;

/// <summary>
/// A quote that is left open swallows the rows up to the next quote. That next quote seems to close the cell, but text follows it, which RFC 4180 does not allow.
/// </summary>
public sealed class OpenQuoteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,\"abc,2,x\n2,b,3,y\n3,\"def,4,x\n", 4, "def,4,x", 2)]
    [InlineData("1,a,2,x\n2,\"abc,3,y\n3,\"def,4,x\n", 4, "def,4,x", 3)]
    [InlineData("1,\"two\nlines\",2,x\n2,\"abc,3,y\n3, \"\"def,4,x\n4,\"a\"\"b\" c,4,y\n", 6, "a\"\"b\" c,4,y", 4)]
    public void Text_behind_the_quote_that_closes_a_cell_of_several_lines_is_rejected(string rows, int line, string found, int opened) =>
        Rejection.Of(
            () => TableText.Load(_folder, $"id,text,a,label\n{rows}5,e,6,x\n6,f,7,y\n"),
            $"line {line}: expected a delimiter or the end of the row after the quote that closes a cell of several lines",
            $"found \"{found}\"",
            $"Close the quotes of line {opened}"
        );

    [Theory]
    [InlineData("1,\"a\nb\",2,x\n", "a\nb")]
    [InlineData("1,\"a\n\"\"b\"\"\",2,x\n", "a\n\"b\"")]
    [InlineData("1,\"a\n,b\n\",2,x\n", "a\n,b\n")]
    [InlineData("1,5\" pipe,2,x\n", "5\" pipe")]
    public void Cells_of_several_lines_and_quotes_within_text_are_read(string row, string text)
    {
        TextTable table = TableText.Load(_folder, $"id,text,a,label\n{row}2,b,3,y\n3,c,4,x\n");
        Assert.Equal((3, text), (table.Count, table.Columns[1][0]));
    }
}
