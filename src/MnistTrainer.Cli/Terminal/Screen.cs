using MnistTrainer.Distributed;
using Spectre.Console;

namespace MnistTrainer.Cli.Terminal;

/// <summary>
/// The terminal: results go to stdout and notices to stderr, so that a redirected stdout holds results only. With <c>--json</c>, there are no notices.
/// </summary>
internal sealed class Screen(bool json)
{
    // A file has no width; tables should not be folded in it.
    private const int FileWidth = 200;

    // Of terminals that do not say.
    private const int UsualWidth = 80;

    private IAnsiConsole? _results;
    private IAnsiConsole? _notices;

    /// <summary>The width of what results are shown on.</summary>
    public static int Width
    {
        get
        {
            if (Console.IsOutputRedirected)
                return FileWidth;
            try
            {
                return Console.WindowWidth is > 0 and int width ? width : UsualWidth;
            }
            catch (IOException)
            {
                return UsualWidth;
            }
        }
    }

    /// <summary>Receives results as plain text, without Spectre, whose start takes longer than a prediction.</summary>
    public static TextWriter Text => Console.IsOutputRedirected ? Console.Out : new WrappingWriter(Console.Out, Width);

    /// <summary>Whether the result is printed as one JSON object.</summary>
    public bool IsJson => json;

    /// <summary>Whether results are shown on a terminal, so that drawings make sense.</summary>
    public bool ShowsImages => !json && !Console.IsOutputRedirected && MpiLaunch.Current is null;

    /// <summary>Whether notices are shown on a terminal, so that progress bars make sense.</summary>
    public bool IsInteractive => !json && !Console.IsErrorRedirected && Notices.Profile.Capabilities.Ansi;

    /// <summary>The console for results, in color where stdout is a terminal.</summary>
    public IAnsiConsole Results => _results ??= Create(Console.Out, Console.IsOutputRedirected);

    /// <summary>The console for notices.</summary>
    public IAnsiConsole Notices => _notices ??= Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Prints a notice.</summary>
    /// <param name="markup">A line of Spectre's markup.</param>
    public void Note(string markup)
    {
        if (!json)
            Notices.WriteMarkup(markup);
    }

    /// <summary>Prints a notice without markup, which avoids the time that Spectre takes to start.</summary>
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
