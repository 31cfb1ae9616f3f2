using System.Buffers;
using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The binary format of a checkpoint: a header, a JSON description, blocks of floats, and a checksum of all of these. Little-endian.
/// </summary>
/// <remarks>
/// <code>
/// 0   8  "MNISTCHK"
/// 8   4  version, 3
/// 12  4  length of the description, d
/// 16  d  description, JSON in UTF-8: options and data, position, history, the length of each block
/// ..  4n blocks of 32-bit floats
/// ..  8  XXH64 of all preceding bytes
/// </code>
/// </remarks>
internal static class CheckpointFile
{
    private const int Version = 3;
    private const int HeaderLength = 16;
    private const int MaximumDescriptionLength = 1 << 30;
    private const string Remedy = "The checkpoint is damaged: start again without resuming";

    private static ReadOnlySpan<byte> Magic => "MNISTCHK"u8;

    public static void Write(Checkpoint checkpoint, Stream stream)
    {
        byte[] description = Describe(checkpoint);
        byte[] header = new byte[HeaderLength];
        Magic.CopyTo(header);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(8), Version);
        BinaryPrimitives.WriteInt32LittleEndian(header.AsSpan(12), description.Length);
        using BinaryForm form = new(stream, "", Remedy, new XxHash64());
        form.Write(header);
        form.Write(description);
        foreach (FloatBuffer block in checkpoint.State.Blocks)
            form.Write(block.Span);
        form.WriteChecksum();
    }

    /// <exception cref="InvalidInputException">The bytes are not a checkpoint, or are damaged.</exception>
    public static Checkpoint Read(Stream stream, string name)
    {
        using BinaryForm form = new(stream, name, Remedy, new XxHash64());
        byte[] header = form.Read(HeaderLength);
        if (!header.AsSpan(0, Magic.Length).SequenceEqual(Magic))
            throw form.Damaged(0, "a checkpoint", "something else");
        int version = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(8));
        if (version != Version)
            throw new InvalidInputException(
                $"{name}, byte 8",
                $"version {Version}",
                $"version {version}",
                "Resume with the version of the program that wrote it"
            );
        int length = BinaryPrimitives.ReadInt32LittleEndian(header.AsSpan(12));
        if (length is < 0 or > MaximumDescriptionLength)
            throw form.Damaged(12, $"a description of at most {MaximumDescriptionLength} bytes", $"{length}");
        byte[] description = form.Read(length);
        try
        {
            return ReadRest(description, form);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw form.Damaged(HeaderLength, "a checkpoint's description", FileFault.Describe(e), e);
        }
    }

    private static Checkpoint ReadRest(byte[] description, BinaryForm form)
    {
        using JsonDocument document = JsonDocument.Parse(description);
        JsonElement root = document.RootElement;
        List<FloatBuffer> blocks = [];
        foreach (JsonElement element in root.GetProperty("blocks").EnumerateArray())
        {
            int length = element.GetInt32();
            if (length is < 0 or > NetworkDefinition.MaximumParameters)
                throw form.Damaged(HeaderLength, $"blocks of at most {NetworkDefinition.MaximumParameters} floats", $"{length}");
            byte[] bytes = form.Read(length * sizeof(float));
            FloatBuffer block = new(length);
            BinaryForm.ToFloats(bytes, block.Span);
            blocks.Add(block);
        }

        form.CheckChecksum();
        TrainingState state = new()
        {
            Identity = root.GetProperty("identity").GetTexts(),
            Steps = root.GetProperty("steps").GetInt64(),
            Totals = CheckpointDescription.ReadTotals(root.GetProperty("epoch")),
            Guard = CheckpointDescription.ReadGuard(root.GetProperty("guard")),
            Epochs = HistoryDescription.Read(root),
            Blocks = blocks,
        };
        return new Checkpoint(state, root.GetProperty("metadata").GetTexts());
    }

    private static byte[] Describe(Checkpoint checkpoint)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            WriteTexts(writer, "identity", checkpoint.State.Identity);
            WriteTexts(writer, "metadata", checkpoint.Metadata);
            writer.WriteNumber("steps", checkpoint.State.Steps);
            CheckpointDescription.Write(writer, "epoch", checkpoint.State.Totals);
            CheckpointDescription.Write(writer, "guard", checkpoint.State.Guard);
            HistoryDescription.Write(writer, checkpoint.Epochs);
            writer.WriteStartArray("blocks");
            foreach (FloatBuffer block in checkpoint.State.Blocks)
                writer.WriteNumberValue(block.Length);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableSortedDictionary<string, string> texts)
    {
        writer.WriteStartObject(name);
        foreach ((string key, string text) in texts)
            writer.WriteString(key, text);
        writer.WriteEndObject();
    }
}
