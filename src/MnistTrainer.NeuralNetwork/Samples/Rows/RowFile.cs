using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A file of labeled rows in blocks with random access, to which data that does not fit into memory are converted. Blocks are read rather than mapped,
/// because mapped pages count as memory of the process. Thread-safe.
/// </summary>
public sealed class RowFile : IDisposable
{
    private const string Remedy = "Delete it: it is converted again from its source";

    private readonly SafeFileHandle _file;
    private readonly RowFileDescription _description;
    private readonly byte[]? _values;
    private readonly int[] _widths;

    private RowFile(string path, SafeFileHandle file, RowFileDescription description)
    {
        Path = path;
        _file = file;
        _description = description;
        _values = description.Values.IsEmpty ? null : [.. description.Values];
        _widths = description.Encoding is null ? [] : [.. description.Encoding.Widths];
    }

    /// <summary>The path of the file.</summary>
    public string Path { get; }

    /// <summary>The shape of a row.</summary>
    public Shape Shape => _description.Shape;

    /// <summary>The number of rows.</summary>
    public int Count => _description.Rows;

    /// <summary>The number of rows in each block except the last.</summary>
    public int BlockRows => _description.BlockRows;

    /// <summary>The number of blocks.</summary>
    public int BlockCount => Blocks.Count;

    /// <summary>The encoding of rows of floats; null for rows of bytes.</summary>
    public RowEncoding? Encoding => _description.Encoding;

    /// <summary>Whether each row has targets instead of a label.</summary>
    public bool HasTargets => Encoding is { Targets: > 0 };

    /// <summary>The name of each class, or of each target of a row.</summary>
    public IReadOnlyList<string> ClassNames => _description.ClassNames;

    /// <summary>The number of rows of each class; empty for rows with targets.</summary>
    public IReadOnlyList<int> ClassCounts => HasTargets ? [] : _description.ClassCounts;

    /// <summary>The identity of the source, as text to compare.</summary>
    public string Source => _description.Source;

    /// <summary>Notes about the source for the user.</summary>
    public IReadOnlyList<string> Notes => _description.Notes;

    /// <summary>Additional data of the program that wrote the file, as text.</summary>
    public string Details => _description.Details;

    /// <summary>A checksum of all rows, as hexadecimal digits.</summary>
    public string Fingerprint => _description.Content;

    /// <summary>The position of the rows in the file.</summary>
    internal RowBlocks Blocks => _description.Blocks;

    /// <summary>Opens a file, and checks its length and header.</summary>
    /// <exception cref="InvalidInputException">The file is missing, truncated, damaged, or of a different version or kind.</exception>
    public static RowFile Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            SafeFileHandle file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read, FileOptions.RandomAccess);
            try
            {
                return new RowFile(path, file, ReadDescription(path, file));
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Damaged(path, FileFault.Describe(e), e);
        }
    }

    /// <summary>The number of rows in a block.</summary>
    /// <param name="block">From 0 to <see cref="BlockCount"/> - 1.</param>
    public int RowsOf(int block)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)block, (uint)BlockCount, nameof(block));
        return Blocks.RowsOf(block);
    }

    /// <summary>Reads all rows into memory: bytes, or floats if the file has an <see cref="Encoding"/>.</summary>
    /// <exception cref="InvalidInputException">A block is damaged, or there are more rows than an array can hold.</exception>
    public Samples ReadAll()
    {
        int size = Shape.Size;
        if ((long)Count * size > Array.MaxLength)
            throw new InvalidInputException(
                Path,
                $"at most {Array.MaxLength / size} rows of {Shape}",
                $"{Count}",
                "Read the rows block by block"
            );
        RowMemory rows = new(this, Count);
        int next = 0;
        byte[] block = NewBlock();
        for (int i = 0; i < BlockCount; i++)
        {
            ReadBlock(i, block);
            for (int row = 0; row < RowsOf(i); row++)
                rows.Put(next++, block, i, row);
        }

        return rows.Samples;
    }

    /// <summary>Reads the class index of every row; 0 for rows with targets, without reading the file.</summary>
    /// <exception cref="InvalidInputException">A block is damaged.</exception>
    public int[] ReadLabels()
    {
        int[] labels = new int[Count];
        byte[] bytes = NewBlock();
        for (int block = 0; block < BlockCount && !HasTargets; block++)
        {
            ReadBlock(block, bytes);
            for (int row = 0; row < RowsOf(block); row++)
                labels[(block * BlockRows) + row] = ClassOf(bytes, block, row);
        }

        return labels;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Allocates memory for the bytes of any block.</summary>
    internal byte[] NewBlock() => new byte[Blocks.LengthOf(Math.Min(BlockRows, Count))];

    /// <summary>Reads the bytes of a block and checks them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="bytes">Receives the bytes; see <see cref="NewBlock"/>.</param>
    /// <exception cref="InvalidInputException">The block is damaged or cannot be read.</exception>
    internal void ReadBlock(int block, Span<byte> bytes)
    {
        bytes = bytes[..Blocks.LengthOf(RowsOf(block))];
        try
        {
            for (int at = 0; at < bytes.Length; )
            {
                int read = RandomAccess.Read(_file, bytes[at..], Blocks.Start(block) + at);
                if (read == 0)
                    throw Damaged($"{Path}, block {block + 1} of {BlockCount}", "the end of the file");
                at += read;
            }
        }
        catch (IOException e)
        {
            throw Damaged($"{Path}, block {block + 1} of {BlockCount}", FileFault.Describe(e), e);
        }

        int length = bytes.Length - RowBlocks.ChecksumLength;
        if (!ChecksumOf(bytes[..length]).AsSpan().SequenceEqual(bytes[length..]))
            throw Damaged($"{Path}, block {block + 1} of {BlockCount}", "bytes with a different checksum");
    }

    /// <summary>Reads a row of floats from the bytes of its block.</summary>
    /// <exception cref="InvalidInputException">A category is out of range.</exception>
    internal void ReadRow(ReadOnlySpan<byte> bytes, int block, int row, Span<float> inputs, Span<float> extras)
    {
        int size = Blocks.Size;
        if (!RowEncoding.Unpack(_widths, bytes.Slice(row * size, size), inputs, extras))
            throw Damaged($"{Path}, block {block + 1} of {BlockCount}", "a category out of range");
    }

    /// <summary>Copies the values of a row of bytes from the bytes of its block.</summary>
    internal void CopyRow(ReadOnlySpan<byte> bytes, int row, Span<byte> destination)
    {
        int size = Shape.Size;
        ReadOnlySpan<byte> stored = bytes.Slice(row * size, size);
        if (_values is null)
        {
            stored.CopyTo(destination);
            return;
        }

        for (int i = 0; i < size; i++)
            destination[i] = _values[stored[i]];
    }

    /// <summary>Reads the class of a row from the bytes of its block.</summary>
    /// <exception cref="InvalidInputException">The label has no class.</exception>
    internal int ClassOf(ReadOnlySpan<byte> bytes, int block, int row)
    {
        int label = Blocks.Label(bytes, Blocks.RowsOf(block), row);
        return (uint)label < (uint)_description.Classes.Length
            ? _description.Classes[label]
            : throw Damaged($"{Path}, block {block + 1} of {BlockCount}", "a label without a class");
    }

    internal static byte[] ChecksumOf(ReadOnlySpan<byte> bytes)
    {
        using XxHash64 hash = new();
        hash.Append(bytes);
        return hash.Finish();
    }

    private static RowFileDescription ReadDescription(string path, SafeFileHandle file)
    {
        byte[] start = new byte[RowBlocks.HeaderLength];
        int read = RandomAccess.Read(file, start, 0);
        if (read < start.Length || !RowFileHeader.IsOne(start))
            throw new InvalidInputException(
                path,
                "a file of converted rows",
                "another",
                "Move or rename it: converted rows are written under this name"
            );
        (RowFileHeader header, string? fault) = RowFileHeader.Read(start, RandomAccess.GetLength(file));
        if (fault is not null)
            throw Damaged(path, fault);
        byte[] description = new byte[header.DescriptionLength];
        if (
            RandomAccess.Read(file, description, header.DescriptionStart) < description.Length
            || !RowFileHeader.IsIntact(start, description)
        )
            throw Damaged(path, "one that is damaged");
        try
        {
            var parsed = RowFileDescription.Parse(description);
            return parsed.Blocks.End == header.DescriptionStart ? parsed : throw Damaged(path, "one of a different length");
        }
        catch (Exception e)
            when (e is JsonException or FormatException or InvalidOperationException or KeyNotFoundException or OverflowException)
        {
            throw Damaged(path, FileFault.Describe(e), e);
        }
    }

    private static InvalidInputException Damaged(string place, string found, Exception? cause = null) =>
        new(place, "a complete file of converted rows", found, Remedy, cause);
}
