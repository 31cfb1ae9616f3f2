using MnistTrainer.Cli.Terminal;
using Spectre.Console;

namespace MnistTrainer.Cli.Tests.Presentation;

/// <summary>Tables and lines on terminals of several widths: nothing is torn, and nothing is missing.</summary>
public sealed class NarrowTerminalTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    public void A_table_shows_every_cell_whole(int width)
    {
        Table table = new Table().RoundedBorder().Title("Confusion");
        table.AddColumn("class");
        for (int column = 0; column < 12; column++)
            table.AddColumn(new TableColumn($"column{column}").RightAligned());
        for (int row = 0; row < 3; row++)
            table.AddRow([$"name{row}", .. Enumerable.Range(0, 12).Select(column => $"{row}.{column:D2} %")]);
        string[] lines = Written(width, console => console.WriteTable(table));
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        string all = string.Concat(lines);
        for (int row = 0; row < 3; row++)
        {
            for (int column = 0; column < 12; column++)
                Assert.Contains($" {row}.{column:D2} % │", all, StringComparison.Ordinal);
        }

        Assert.Equal(lines.Count(line => line.StartsWith('╭')), lines.Count(line => line.StartsWith("│ name1 ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Test accuracy [bold green]98.12 %[/]  9,812 of 10,000 correct, 95 % interval 97.83 % to 98.37 %")]
    [InlineData(
        "[grey]The images look like handwriting: each is distorted a little, differently in every epoch [[a]] (--augmentation none)[/]"
    )]
    [InlineData("short")]
    public void A_line_breaks_between_words(string markup)
    {
        string whole = string.Join(' ', Written(200, console => console.WriteMarkup(markup)));
        foreach (int width in (int[])[40, 80])
        {
            string[] lines = Written(width, console => console.WriteMarkup(markup));
            Assert.All(lines, line => Assert.InRange(line.Length, 1, width));
            Assert.All(lines, line => Assert.False(line.TrimStart().StartsWith('%'), line));
            Assert.Equal(WordsOf(whole), WordsOf(string.Join(' ', lines)));
        }
    }

    [Fact]
    public void Plain_lines_break_with_their_indentation()
    {
        Assert.Equal(["  one two", "    three", "    four"], LineWrapping.Wrap("  one two three four", 10));
        Assert.Equal(["a word", "  that_is_too_long", "  to fit"], LineWrapping.Wrap("a word that_is_too_long to fit", 10));
        Assert.Equal(["\e[1ma drawing in color\e[0m"], LineWrapping.Wrap("\e[1ma drawing in color\e[0m", 10));
    }

    private static string[] WordsOf(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static string[] Written(int width, Action<IAnsiConsole> write)
    {
        using StringWriter writer = new();
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = AnsiSupport.No,
                Interactive = InteractionSupport.No,
            }
        );
        console.Profile.Width = width;
        write(console);
        return writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
