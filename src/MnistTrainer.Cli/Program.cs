using System.CommandLine;
using System.CommandLine.Invocation;
using System.Runtime.CompilerServices;

namespace MnistTrainer.Cli;

/// <summary>The entry point of <c>mnist</c>: parses the command line, runs the command and returns its exit code.</summary>
internal static class Program
{
    internal static int Main(string[] arguments)
    {
        if (OpenFileLimit.Fault() is not { } fault)
            return Run(arguments);
        Console.Error.WriteLine(fault);
        return ExitCode.InvalidInput;
    }

    // Apart from Main, which must not need the libraries that a low limit of open files leaves out.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int Run(string[] arguments)
    {
        GuardedWriter.UseForNotices();
        ParseResult? parsed = null;
        Localized.Use(UserLanguage.Of(arguments, Environment.GetEnvironmentVariable));
        if (ClosedStream.Fault(arguments) is { } fault)
        {
            Console.Error.WriteLine(fault);
            return ExitCode.InvalidInput;
        }

        RankedProcess.Begin();
        GuardedWriter.UseForResults();
        try
        {
            parsed = MnistCommand.Create(arguments).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
            if (parsed.Action is ParseErrorAction || UsageError.IsWrong(parsed) || UsageError.IsOfNoCommand(parsed))
                return Fail(arguments, writer => UsageError.Report(parsed, writer));
            if (parsed.Action == parsed.CommandResult.Command.Action)
            {
                if (ShardOption.IsAutomatic(parsed))
                    RankedProcess.WorkAlone();
                RankRejection.Check(parsed);
                if (RankedProcess.IsFirst)
                    OutputGuard.Prepare(parsed);
            }

            // Commands handle Ctrl+C themselves (Interruption), and take the time that they need to end.
            int code = parsed.Invoke(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
            );
            RankedProcess.Leave();
            return code;
        }
        catch (Exception error)
        {
            return Fail(arguments, writer => Failure.Report(error, parsed?.CommandResult.Command, writer));
        }
    }

    // People read stderr, and programs that asked for JSON stdout.
    private static int Fail(string[] arguments, Func<TextWriter, int> report) =>
        RankedProcess.Fail(errors =>
        {
            using StringWriter message = new();
            int code = report(message);
            errors.Write(message);
            if (UserLanguage.AsksForJson(arguments))
                JsonOutput.PrintFailure(message.ToString(), code);
            return code;
        });
}
