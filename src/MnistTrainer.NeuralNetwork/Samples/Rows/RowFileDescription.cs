using System.Buffers;
using System.Collections.Immutable;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>What a file of rows states about them, at its end as JSON.</summary>
internal sealed record RowFileDescription
{
    /// <summary>The number of values of a byte.</summary>
    public const int Bytes = 256;

    private const int MaximumSide = 1 << 24;

    /// <summary>The shape of a row.</summary>
    public required Shape Shape { get; init; }

    /// <summary>The number of rows.</summary>
    public required int Rows { get; init; }

    /// <summary>The number of rows in each block but the last.</summary>
    public required int BlockRows { get; init; }

    /// <summary>The name of each class.</summary>
    public required ImmutableArray<string> ClassNames { get; init; }

    /// <summary>The class index of each label as it is stored: labels may be numbered before their order is known.</summary>
    public required ImmutableArray<int> Classes { get; init; }

    /// <summary>The number of rows of each class.</summary>
    public required ImmutableArray<int> ClassCounts { get; init; }

    /// <summary>What each stored value stands for, 256 of them; empty where it stands for itself. The scale of a table is known when its last row is.</summary>
    public ImmutableArray<byte> Values { get; init; } = [];

    /// <summary>What the rows were made from: names, sizes, times and options, as text to compare.</summary>
    public required string Source { get; init; }

    /// <summary>What a user should know about the source.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>The XXH64 of the checksums of all blocks, as hexadecimal digits.</summary>
    public required string Content { get; init; }

    /// <summary>How rows of floats are kept; null for rows of bytes.</summary>
    public RowEncoding? Encoding { get; init; }

    /// <summary>What the program that wrote the rows keeps beside them, as text.</summary>
    public string Details { get; init; } = "";

    /// <summary>The layout of the rows in the file.</summary>
    public RowBlocks Blocks => new(Encoding?.Length ?? Shape.Size, Rows, BlockRows);

    public byte[] ToJson()
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            WriteNumbers(writer, "shape", [Shape.Channels, Shape.Height, Shape.Width]);
            writer.WriteNumber("rows", Rows);
            writer.WriteNumber("blockRows", BlockRows);
            WriteTexts(writer, "classNames", ClassNames);
            WriteNumbers(writer, "classes", Classes);
            WriteNumbers(writer, "classCounts", ClassCounts);
            writer.WriteBase64String("values", Values.AsSpan());
            writer.WriteString("source", Source);
            WriteTexts(writer, "notes", Notes);
            writer.WriteString("content", Content);
            if (Encoding is not null)
            {
                WriteNumbers(writer, "widths", Encoding.Widths);
                writer.WriteNumber("targets", Encoding.Targets);
                writer.WriteBoolean("weights", Encoding.HasWeights);
            }

            if (Details.Length > 0)
                writer.WriteString("details", Details);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <exception cref="FormatException">The description is not one of rows.</exception>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="InvalidOperationException">It has a value of another type.</exception>
    /// <exception cref="KeyNotFoundException">An entry is missing.</exception>
    public static RowFileDescription Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        int[] shape = [.. Numbers(root, "shape")];
        if (
            shape.Length != 3
            || shape.Any(side => side is < 1 or > MaximumSide)
            || shape.Aggregate(1L, (size, side) => size * side) > MaximumSide
        )
            throw new FormatException("a shape of other sizes");
        RowFileDescription read = new()
        {
            Shape = new Shape(shape[0], shape[1], shape[2]),
            Rows = root.GetProperty("rows").GetInt32(),
            BlockRows = root.GetProperty("blockRows").GetInt32(),
            ClassNames = [.. Texts(root, "classNames")],
            Classes = [.. Numbers(root, "classes")],
            ClassCounts = [.. Numbers(root, "classCounts")],
            Values = [.. root.GetProperty("values").GetBytesFromBase64()],
            Source = root.GetProperty("source").GetString() ?? "",
            Notes = [.. Texts(root, "notes")],
            Content = root.GetProperty("content").GetString() ?? "",
            Encoding = root.TryGetProperty("widths", out _)
                ? new RowEncoding([.. Numbers(root, "widths")])
                {
                    Targets = root.GetProperty("targets").GetInt32(),
                    HasWeights = root.GetProperty("weights").GetBoolean(),
                }
                : null,
            Details = root.TryGetProperty("details", out JsonElement details) ? details.GetString() ?? "" : "",
        };
        return read.IsValid ? read : throw new FormatException("inconsistent numbers");
    }

    private bool IsValid =>
        Rows > 0
        && BlockRows is > 0 and <= MaximumSide
        && (
            Encoding is null
            || (Encoding.IsValid && Encoding.Width == Shape.Size && (Encoding.Targets == 0 || Encoding.Targets == ClassNames.Length))
        )
        && (long)BlockRows * (Encoding?.Length ?? Shape.Size) <= RowBlocks.MaximumBytes
        && ClassCounts.Length == ClassNames.Length
        && Classes.All(index => index >= 0 && index < ClassNames.Length)
        && Values.Length is 0 or Bytes
        && ClassCounts.All(count => count >= 0)
        && ClassCounts.Sum(count => (long)count) == Rows;

    private static IEnumerable<int> Numbers(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(number => number.GetInt32());

    private static IEnumerable<string> Texts(JsonElement root, string name) =>
        root.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "");

    private static void WriteNumbers(Utf8JsonWriter writer, string name, IEnumerable<int> numbers)
    {
        writer.WriteStartArray(name);
        foreach (int number in numbers)
            writer.WriteNumberValue(number);
        writer.WriteEndArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
