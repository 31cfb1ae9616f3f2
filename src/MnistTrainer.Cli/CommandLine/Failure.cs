using System.CommandLine;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// Reports why a command failed: a sentence where the user can fix it, and an internal error otherwise.
/// </summary>
internal static class Failure
{
    /// <summary>The environment variable that turns on stack traces.</summary>
    public const string StackTraceVariable = "MNIST_TRAINER_STACK_TRACE";

    /// <summary>Writes what went wrong.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="command">The command that failed; null before it is known.</param>
    /// <param name="writer">Receives the message.</param>
    /// <returns>The exit code.</returns>
    public static int Report(Exception error, Command? command, TextWriter writer)
    {
        (int code, string explained) = Explain(error);
        string message = Localized.Recognize(explained);
        if (error is InvalidInputException invalid && command is not null)
            message += SkipDamagedOption.RemedyFor(invalid, command) + TableOptionGroup.RemedyFor(invalid, command);
        writer.WriteLine(PrintableText.OfLines(message));
        if (Environment.GetEnvironmentVariable(StackTraceVariable) is { Length: > 0 })
            writer.WriteLine(error);
        return code;
    }

    // The system names the path in quotes.
    private static string PathIn(Exception error) => error.Message.Split('\'') is [_, string path, ..] ? $" ({path})" : "";

    private static (int Code, string Message) Explain(Exception error) =>
        error switch
        {
            InvalidInputException or InvalidImageException => (ExitCode.InvalidInput, error.Message),
            OperationCanceledException => (ExitCode.Canceled, Localized.Of("Canceled.")),
            IOException or UnauthorizedAccessException => (
                ExitCode.InvalidInput,
                Localized.Of($"A file cannot be read or written: {Localized.Recognize(FileFault.Describe(error))}{PathIn(error)}.")
            ),
            OutOfMemoryException => (ExitCode.InvalidInput, Localized.Of("Not enough memory. Use less data or a smaller network.")),
            AggregateException { InnerExceptions: [Exception only] } => Explain(only),
            _ => (
                ExitCode.ProgramFault,
                Localized.Of(
                    $"Internal error in mnist: {error.GetType().Name}: {error.Message} Please report it with the command line; with {StackTraceVariable}=1 set, the command also prints the stack trace."
                )
            ),
        };
}
