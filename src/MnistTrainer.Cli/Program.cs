using System.CommandLine;
using System.CommandLine.Invocation;

namespace MnistTrainer.Cli;

/// <summary>The entry point of <c>mnist</c>: parses the command line, runs the command and returns its exit code.</summary>
internal static class Program
{
    internal static int Main(string[] arguments)
    {
        ParseResult? parsed = null;
        try
        {
            parsed = MnistCommand.Create(arguments).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction || UsageError.IsWrong(parsed) || UsageError.IsOfNoCommand(parsed))
                return UsageError.Report(parsed, Console.Error);
            if (parsed.Action == parsed.CommandResult.Command.Action)
                OutputGuard.Prepare(parsed);
            // Commands handle Ctrl+C themselves (Interruption), and take the time that they need to end.
            return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
        }
        catch (Exception error)
        {
            return Failure.Report(error, parsed?.CommandResult.Command, Console.Error);
        }
    }
}
