using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Prints the one JSON object of a command with <c>--json</c>.</summary>
internal static class JsonOutput
{
    private static bool s_hasPrinted;

    /// <summary>Prints a record to stdout, all of it or nothing.</summary>
    /// <param name="result">The record.</param>
    /// <param name="type">Its type in <see cref="CommandJson.Readable"/>.</param>
    /// <exception cref="InvalidInputException">Stdout cannot be written.</exception>
    public static void Print<T>(T result, JsonTypeInfo<T> type)
    {
        if (!RankedProcess.IsFirst)
            return;
        s_hasPrinted = true;
        using Stream stdout = Console.OpenStandardOutput();
        try
        {
            stdout.Write(Encoding.UTF8.GetBytes(PrintableText.OfJson(JsonSerializer.Serialize(result, type)) + "\n"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw GuardedWriter.NotWritable(error);
        }
    }

    /// <summary>Prints why a command failed, unless it has printed its result before.</summary>
    /// <param name="message">What stderr has.</param>
    /// <param name="code">The exit code.</param>
    public static void PrintFailure(string message, int code)
    {
        if (s_hasPrinted)
            return;
        try
        {
            Print(new FailureJson(message.Trim(), code), CommandJson.Readable.FailureJson);
        }
        catch (InvalidInputException)
        {
            // Nobody reads stdout; stderr has the message.
        }
    }
}
