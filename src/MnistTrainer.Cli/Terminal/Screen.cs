using Spectre.Console;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// Where a command speaks to people: results go to stdout, and what happens on the way goes to stderr, so that a redirected stdout holds
/// results and nothing else. With JSON asked for, people are told nothing.
/// </summary>
internal sealed class Screen(bool json)
{
    // Without a terminal there is no width to heed; tables should not be folded in a file.
    private const int FileWidth = 200;

    private IAnsiConsole? _results;
    private IAnsiConsole? _notices;

    /// <summary>Whether stdout is for one JSON object.</summary>
    public bool IsJson => json;

    /// <summary>Whether somebody sees results as they are drawn.</summary>
    public bool ShowsImages => !json && !Console.IsOutputRedirected;

    /// <summary>Whether somebody watches what happens on the way.</summary>
    public bool IsWatched => !json && !Console.IsErrorRedirected && Notices.Profile.Capabilities.Ansi;

    /// <summary>For results, in color where stdout is a terminal.</summary>
    public IAnsiConsole Results => _results ??= Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>For what happens on the way.</summary>
    public IAnsiConsole Notices => _notices ??= Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Says something that happened on the way.</summary>
    /// <param name="markup">A line of Spectre's markup.</param>
    public void Note(string markup)
    {
        if (!json)
            Notices.MarkupLine(markup);
    }

    /// <summary>Says something without markup, and so without the time that Spectre takes to start.</summary>
    public void NotePlainly(string text)
    {
        if (!json)
            Console.Error.WriteLine(text);
    }

    private static IAnsiConsole Create(TextWriter writer, bool isRedirected)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings
            {
                Out = new AnsiConsoleOutput(writer),
                Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
                Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
            }
        );
        if (isRedirected)
            console.Profile.Width = FileWidth;
        return console;
    }
}
