using System.CommandLine;
using System.CommandLine.Invocation;

namespace MnistTrainer.Cli;

/// <summary>The command <c>mnist</c>: parses what was typed, runs the command meant, and says with its exit code how it went.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        try
        {
            ParseResult parsed = MnistCommand
                .Create(arguments)
                .Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction)
                return UsageError.Report(parsed, Console.Error);
            // Commands hear of Ctrl+C themselves (Interruption), and take the time that they need to end.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception error)
        {
            return Failure.Report(error, Console.Error);
        }
    }
}
