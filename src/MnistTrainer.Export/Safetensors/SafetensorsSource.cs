using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>
/// A safetensors file to read: eight bytes with the length of the header, the header in JSON, and the values, tensor after tensor without gaps. Every size is checked
/// against the length of the file.
/// </summary>
internal sealed class SafetensorsSource : ITensorSource
{
    private const int LengthSize = sizeof(ulong);
    private const int MaximumHeader = 16 << 20;
    private const int MaximumTensors = 10_000;
    private const string Remedy = "The file is damaged or not a safetensors file: copy or export it again";

    private readonly Stream _stream;
    private readonly Dictionary<string, (long From, long To)> _ranges = new(StringComparer.Ordinal);
    private readonly List<TensorHeader> _tensors = [];
    private readonly long _data;

    /// <exception cref="InvalidInputException">It is not such a file, or is damaged.</exception>
    public SafetensorsSource(Stream stream, string name)
    {
        _stream = stream;
        Name = name;
        byte[] length = ReadAt(0, LengthSize);
        ulong header = BinaryPrimitives.ReadUInt64LittleEndian(length);
        ulong most = (ulong)Math.Min(MaximumHeader, stream.Length - LengthSize);
        if (header > most)
            throw Damaged(0, $"a header of at most {most} bytes", $"{header}");
        _data = LengthSize + (long)header;
        try
        {
            using JsonDocument document = JsonDocument.Parse(ReadAt(LengthSize, (int)header));
            foreach (JsonProperty property in document.RootElement.EnumerateObject())
                Take(property);
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or IndexOutOfRangeException)
        {
            throw Damaged(LengthSize, "a header in JSON that names tensors with dtype, shape and data_offsets", FileFault.Describe(e), e);
        }

        CheckRanges();
    }

    public string Name { get; }

    public IReadOnlyList<TensorHeader> Tensors => _tensors;

    public ReadOnlyMemory<byte>? Description { get; private set; }

    public float[] Read(TensorHeader tensor)
    {
        (long from, long to) = _ranges[tensor.Name];
        return tensor.Type!.ToSingles(ReadAt(_data + from, checked((int)(to - from))));
    }

    private void Take(JsonProperty property)
    {
        if (property.Name == SafetensorsFile.Metadata)
        {
            if (property.Value.TryGetProperty(SafetensorsFile.Description, out JsonElement description))
                Description = Encoding.UTF8.GetBytes(description.GetString() ?? "");
            return;
        }

        ImmutableArray<long> shape = [.. property.Value.GetProperty("shape").EnumerateArray().Select(size => size.GetInt64())];
        JsonElement offsets = property.Value.GetProperty("data_offsets");
        TensorHeader tensor = new(property.Name, property.Value.GetProperty("dtype").GetString() ?? "", shape);
        if (_tensors.Count == MaximumTensors)
            throw Damaged(LengthSize, $"at most {MaximumTensors} tensors", "more");
        if (!_ranges.TryAdd(tensor.Name, (offsets[0].GetInt64(), offsets[1].GetInt64())))
            throw Damaged(LengthSize, "each tensor once", $"{tensor.Name} again");
        _tensors.Add(tensor);
    }

    /// <summary>Ensures that tensors lie one after the other, have the lengths of their shapes, and end where the file ends.</summary>
    private void CheckRanges()
    {
        long end = 0;
        foreach (TensorHeader tensor in _tensors.OrderBy(tensor => _ranges[tensor.Name].From).ThenBy(tensor => _ranges[tensor.Name].To))
        {
            (long from, long to) = _ranges[tensor.Name];
            if (from != end || to < from || to > _stream.Length - _data)
                throw Damaged(
                    LengthSize,
                    $"{tensor} from byte {end} of the data on, which are {_stream.Length - _data} bytes",
                    $"from {from} to {to}"
                );
            if (tensor.Type is TensorType type && tensor.Count * (long)type.Size != to - from)
                throw Damaged(LengthSize, $"as many bytes for {tensor} as its shape says", $"{to - from}");
            end = to;
        }

        if (end != _stream.Length - _data)
            throw Damaged(_data + end, "the end of the file", $"{_stream.Length - _data - end} more bytes");
    }

    private byte[] ReadAt(long position, int length)
    {
        if (length > _stream.Length - position)
            throw Damaged(_stream.Length, $"{length - Math.Max(0, _stream.Length - position)} more bytes", "the end of the file");
        byte[] bytes = new byte[length];
        _stream.Position = position;
        _stream.ReadExactly(bytes);
        return bytes;
    }

    private InvalidInputException Damaged(long at, string expected, string found, Exception? cause = null) =>
        new($"{Name}, byte {at}", expected, found, Remedy, cause);
}
