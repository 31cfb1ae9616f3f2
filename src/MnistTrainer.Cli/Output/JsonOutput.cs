using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Prints the one JSON object of a command with <c>--json</c>.</summary>
internal static class JsonOutput
{
    /// <summary>Prints a record to stdout, all of it or nothing.</summary>
    /// <param name="result">The record.</param>
    /// <param name="type">Its type in <see cref="CommandJson.Readable"/>.</param>
    public static void Print<T>(T result, JsonTypeInfo<T> type)
    {
        if (!RankedProcess.IsFirst)
            return;
        using Stream stdout = Console.OpenStandardOutput();
        stdout.Write(Encoding.UTF8.GetBytes(PrintableText.OfJson(JsonSerializer.Serialize(result, type)) + "\n"));
    }
}
