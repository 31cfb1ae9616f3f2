using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>
/// Tells a user why a command failed: a sentence where it can be mended, and a plain admission where it is our own fault.
/// </summary>
internal static class Failure
{
    /// <summary>The environment variable that asks for stack traces.</summary>
    public const string StackTraceVariable = "MNIST_TRAINER_STACK_TRACE";

    /// <summary>Writes what went wrong.</summary>
    /// <returns>The exit code that belongs to it.</returns>
    public static int Report(Exception error, TextWriter writer)
    {
        (int code, string message) = Explain(error);
        writer.WriteLine(message);
        if (Environment.GetEnvironmentVariable(StackTraceVariable) is { Length: > 0 })
            writer.WriteLine(error);
        return code;
    }

    private static (int Code, string Message) Explain(Exception error) =>
        error switch
        {
            InvalidInputException or InvalidImageException => (ExitCode.InvalidInput, error.Message),
            OperationCanceledException => (ExitCode.Cancelled, "Cancelled."),
            IOException or UnauthorizedAccessException => (ExitCode.InvalidInput, error.Message),
            OutOfMemoryException => (ExitCode.InvalidInput, "There is not enough memory for this. Use less data or a smaller network."),
            AggregateException { InnerExceptions: [Exception only] } => Explain(only),
            _ => (
                ExitCode.ProgramFault,
                $"This is a fault of mnist, not yours: {error.GetType().Name}: {error.Message} Please report it with the command you typed; "
                    + $"with {StackTraceVariable}=1 set, the command also prints where it happened."
            ),
        };
}
