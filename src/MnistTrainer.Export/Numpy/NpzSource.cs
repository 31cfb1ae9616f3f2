using System.IO.Compression;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>An archive of NumPy arrays to read. Values are unpacked only for arrays of the network, and never more than their shape has.</summary>
internal sealed class NpzSource : ITensorSource, IDisposable
{
    private const int MaximumArrays = 10_000;
    private const int MaximumDescription = 16 << 20;
    private const int Piece = 1 << 20;

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, (ZipArchiveEntry Entry, bool IsColumnMajor)> _entries = new(StringComparer.Ordinal);
    private readonly List<TensorHeader> _tensors = [];

    /// <exception cref="InvalidInputException">An array is damaged.</exception>
    /// <exception cref="InvalidDataException">It is not a zip file, or is damaged.</exception>
    public NpzSource(Stream stream, string name)
    {
        Name = name;
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        if (_zip.Entries.Count > MaximumArrays)
            throw Damaged(name, $"at most {MaximumArrays} arrays", $"{_zip.Entries.Count}");
        foreach (ZipArchiveEntry entry in _zip.Entries.Where(entry => entry.FullName.EndsWith(NpzFile.Extension, StringComparison.Ordinal)))
            Take(entry, entry.FullName[..^NpzFile.Extension.Length]);
        if (_tensors.Count == 0)
        {
            (string found, string remedy) = ForeignWeights.Of(_zip);
            throw new InvalidInputException(name, "arrays as numpy.savez writes them", found, remedy);
        }
    }

    public string Name { get; }

    public IReadOnlyList<TensorHeader> Tensors => _tensors;

    public ReadOnlyMemory<byte>? Description { get; private set; }

    public float[] Read(TensorHeader tensor)
    {
        (ZipArchiveEntry entry, bool isColumnMajor) = _entries[tensor.Name];
        using Stream stream = entry.Open();
        NpyHeader.Read(stream, $"{Name}, {tensor.Name}");
        float[] values = tensor.Type!.ToSingles(ReadBytes(stream, tensor.Name, checked(tensor.Count!.Value * tensor.Type.Size)));
        return isColumnMajor && tensor.Shape.Length > 1
            ? AxisOrder.ToShape(values, tensor.Shape, [.. Enumerable.Range(0, tensor.Shape.Length).Reverse()])
            : values;
    }

    public void Dispose() => _zip.Dispose();

    private void Take(ZipArchiveEntry entry, string name)
    {
        using Stream stream = entry.Open();
        NpyHeader header = NpyHeader.Read(stream, $"{Name}, {name}");
        if (name == NpzFile.Description && header.Type.StartsWith("|S", StringComparison.Ordinal))
        {
            if (!int.TryParse(header.Type.AsSpan(2), out int length) || length is < 0 or > MaximumDescription)
                throw Damaged($"{Name}, {name}", $"at most {MaximumDescription} bytes", header.Type);
            Description = ReadBytes(stream, name, length);
        }
        else if (
            name is not (NpzFile.Scaling or NpzFile.ClassNames)
            && !name.StartsWith(ExportMetadata.MetadataPrefix, StringComparison.Ordinal)
        )
        {
            if (!_entries.TryAdd(name, (entry, header.IsColumnMajor)))
                throw Damaged(Name, "each array once", $"{name} again");
            _tensors.Add(new TensorHeader(name, header.Type, header.Shape));
        }
    }

    /// <summary>Reads in pieces, so that a shape with false claims of size costs no more memory than there are bytes.</summary>
    private byte[] ReadBytes(Stream stream, string name, int length)
    {
        byte[] bytes = new byte[Math.Min(length, Piece)];
        for (int read = 0; read < length; )
        {
            if (read == bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            int got = stream.Read(bytes, read, bytes.Length - read);
            if (got == 0)
                throw Damaged($"{Name}, {name}", $"{length} bytes, as its shape says", $"{read}");
            read += got;
        }

        return bytes;
    }

    // An array in column-major order is the transposed array in row-major order.

    private static InvalidInputException Damaged(string place, string expected, string found) =>
        new(place, expected, found, "The file is damaged: copy it again, or write it again");
}
