namespace MnistTrainer.Experiments.Tests;

public sealed class ReportFileTests
{
    [Theory]
    [InlineData("seven", "seven")]
    [InlineData("a,b \"c\"", "\"a,b \"\"c\"\"\"")]
    [InlineData("=1+1", "=1+1")]
    [InlineData("two\nlines\u001B\u202E", "two\\nlines\\u001B\\u202E")]
    public void Cells_are_quoted_and_harmless(string text, string cell) => Assert.Equal(cell, ReportFile.CsvCell(text));

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\",\"y\")", "\"'=HYPERLINK(\"\"http://x\"\",\"\"y\"\")\"")]
    [InlineData("+1+cmd", "'+1+cmd")]
    [InlineData("-x", "'-x")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData(" =1", "' =1")]
    [InlineData("-5", "-5")]
    [InlineData("+0.5e3", "+0.5e3")]
    [InlineData("7", "7")]
    [InlineData("", "")]
    public void Spreadsheets_calculate_nothing_that_is_text(string text, string cell) =>
        Assert.Equal(cell, ReportFile.SpreadsheetCell(text));
}
