using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Writes JSON: the one object that a command with <c>--json</c> prints, and the parts that several of them share.</summary>
internal static class JsonOutput
{
    /// <summary>Among how many of the likeliest classes the true one is looked for in <c>topKAccuracy</c>.</summary>
    public const int TopK = 3;

    // Class names and paths in any script stay readable; nothing here is put into a web page.
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Prints a record to stdout as one object, all of it or nothing.</summary>
    /// <param name="result">What is printed.</param>
    /// <param name="type">Its description in <see cref="CommandJson.Readable"/>.</param>
    public static void Print<T>(T result, JsonTypeInfo<T> type)
    {
        using Stream stdout = Console.OpenStandardOutput();
        stdout.Write([.. JsonSerializer.SerializeToUtf8Bytes(result, type), (byte)'\n']);
    }

    /// <summary>Prints one object to stdout, all of it or nothing.</summary>
    public static void Print(Action<Utf8JsonWriter> writeMembers)
    {
        using Stream stdout = Console.OpenStandardOutput();
        Write(stdout, writeMembers);
    }

    /// <summary>Writes one object and a line's end.</summary>
    public static void Write(Stream stream, Action<Utf8JsonWriter> writeMembers)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer, Options))
        {
            writer.WriteStartObject();
            writeMembers(writer);
            writer.WriteEndObject();
        }

        buffer.Write("\n"u8);
        stream.Write(buffer.WrittenSpan);
    }

    /// <summary>A number, or null where it is none, which JSON has no word for.</summary>
    public static void WriteNumberOrNull(this Utf8JsonWriter writer, string name, double? value)
    {
        if (value is double number && double.IsFinite(number))
            writer.WriteNumber(name, number);
        else
            writer.WriteNull(name);
    }

    /// <summary>A probability with the digits that a single has.</summary>
    public static void WriteProbability(this Utf8JsonWriter writer, string name, float value)
    {
        if (float.IsFinite(value))
            writer.WriteNumber(name, value);
        else
            writer.WriteNull(name);
    }

    /// <summary>All figures of a measurement.</summary>
    public static void WriteMetrics(this Utf8JsonWriter writer, ClassificationMetrics metrics)
    {
        writer.WriteNumber("count", metrics.Count);
        writer.WriteNumber("correct", metrics.CorrectCount);
        writer.WriteNumber("microAccuracy", metrics.MicroAccuracy);
        writer.WriteNumber("microAccuracyLower", metrics.MicroAccuracyInterval.Lower);
        writer.WriteNumber("microAccuracyUpper", metrics.MicroAccuracyInterval.Upper);
        writer.WriteNumber("macroAccuracy", metrics.MacroAccuracy);
        writer.WriteNumber("logLoss", metrics.LogLoss);
        writer.WriteNumber("topK", TopK);
        writer.WriteNumber("topKAccuracy", metrics.TopKAccuracy(TopK));
        writer.WriteStartArray("perClass");
        foreach (ClassMetrics one in metrics.PerClass)
        {
            writer.WriteStartObject();
            writer.WriteString("label", one.Name);
            writer.WriteNumber("precision", one.Precision);
            writer.WriteNumber("recall", one.Recall);
            writer.WriteNumber("f1", one.F1);
            writer.WriteNumber("support", one.Support);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteConfusion(writer, metrics.ConfusionMatrix);
    }

    private static void WriteConfusion(Utf8JsonWriter writer, ConfusionMatrix matrix)
    {
        writer.WriteStartArray("confusionMatrix");
        for (int truth = 0; truth < matrix.ClassCount; truth++)
        {
            writer.WriteStartArray();
            for (int predicted = 0; predicted < matrix.ClassCount; predicted++)
                writer.WriteNumberValue(matrix[truth, predicted]);
            writer.WriteEndArray();
        }

        writer.WriteEndArray();
    }
}
