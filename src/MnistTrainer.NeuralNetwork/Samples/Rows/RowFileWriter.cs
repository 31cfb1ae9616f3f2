using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Writes a <see cref="RowFile"/>, row by row, with memory for one block of about 256 KiB.</summary>
public sealed class RowFileWriter
{
    private readonly Stream _stream;
    private readonly Shape _shape;
    private readonly RowEncoding? _encoding;
    private readonly int[] _widths;
    private readonly RowBlocks _blocks;
    private readonly byte[] _block;
    private readonly List<int> _labelCounts = [];
    private readonly List<byte> _checksums = [];
    private readonly float[] _extras;
    private int _inBlock;

    private RowFileWriter(Stream stream, Shape shape, RowEncoding? encoding, int blockRows)
    {
        _stream = stream;
        _shape = shape;
        _encoding = encoding;
        _widths = encoding is null ? [] : [.. encoding.Widths];
        int size = encoding?.Length ?? shape.Size;
        _blocks = new RowBlocks(size, int.MaxValue, blockRows == 0 ? RowBlocks.UsualRows(size) : blockRows);
        blockRows = _blocks.BlockRows;
        _block = new byte[_blocks.LengthOf(blockRows)];
        _extras = new float[encoding?.Extras ?? 0];
        Restart();
    }

    /// <summary>The number of rows added.</summary>
    public int Count { get; private set; }

    /// <summary>The name of each class; must be set before writing ends.</summary>
    public IReadOnlyList<string> ClassNames { get; set; } = [];

    /// <summary>The class index of each added label. Default: empty, if labels are class indices.</summary>
    public IReadOnlyList<int> Classes { get; set; } = [];

    /// <summary>The meaning of each of the 256 byte values. Default: empty, for the value itself.</summary>
    public IReadOnlyList<byte> Values { get; set; } = [];

    /// <summary>Notes about the source for the user. Default: none.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Additional data, as text (<see cref="RowFile.Details"/>). Default: nothing.</summary>
    public string Details { get; set; } = "";

    /// <summary>Writes a file under a temporary name and renames it; if writing fails, no file is left.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="source">The identity of the source, as text to compare (<see cref="RowFile.Source"/>).</param>
    /// <param name="write">Adds the rows, at least one, and sets <see cref="ClassNames"/>.</param>
    /// <param name="blockRows">The number of rows in a block, at least 1. Default: 0, for blocks of about 256 KiB.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, Shape shape, string source, Action<RowFileWriter> write, int blockRows = 0) =>
        Write(path, shape, encoding: null, source, write, blockRows);

    /// <summary>Writes a file of rows of floats, as <see cref="Write(string, Shape, string, Action{RowFileWriter}, int)"/> does.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="encoding">The encoding of rows.</param>
    /// <param name="source">The identity of the source, as text to compare (<see cref="RowFile.Source"/>).</param>
    /// <param name="write">Adds the rows, at least one, and sets <see cref="ClassNames"/>.</param>
    /// <param name="blockRows">The number of rows in a block, at least 1. Default: 0, for blocks of about 256 KiB.</param>
    /// <param name="shape">The shape of a row. Default: null, for a vector.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    /// <exception cref="ArgumentException">The encoding is invalid, or the size of the shape is not its width.</exception>
    public static void Write(
        string path,
        RowEncoding encoding,
        string source,
        Action<RowFileWriter> write,
        int blockRows = 0,
        Shape? shape = null
    )
    {
        ArgumentNullException.ThrowIfNull(encoding);
        if (!encoding.IsValid)
            throw new ArgumentException("The widths of columns are out of range.", nameof(encoding));
        Shape ofRow = shape ?? Shape.Vector(encoding.Width);
        ArgumentOutOfRangeException.ThrowIfNotEqual(ofRow.Size, encoding.Width, nameof(shape));
        Write(path, ofRow, encoding, source, write, blockRows);
    }

    private static void Write(string path, Shape shape, RowEncoding? encoding, string source, Action<RowFileWriter> write, int blockRows)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfNegative(blockRows);
        AtomicFile.Write(
            path,
            stream =>
            {
                RowFileWriter writer = new(stream, shape, encoding, blockRows);
                write(writer);
                writer.Finish(source);
            }
        );
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">The values, as many as the shape has.</param>
    /// <param name="label">The label, from 0 to 65,535: an index into <see cref="Classes"/>, or of <see cref="ClassNames"/>.</param>
    /// <exception cref="InvalidInputException">There are more than 2,147,483,647 rows.</exception>
    public void Add(ReadOnlySpan<byte> values, int label)
    {
        if (_encoding is not null)
            throw new InvalidOperationException("Rows of this file are floats.");
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _shape.Size, nameof(values));
        values.CopyTo(Place());
        Finish(label);
    }

    /// <summary>Adds a row of floats.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="label">The label, as in <see cref="Add(ReadOnlySpan{byte}, int)"/>; 0 for rows with targets.</param>
    /// <param name="targets">The targets, as many as the encoding has. Default: none.</param>
    /// <param name="weight">The weight, if the encoding has one. Default: 1.</param>
    /// <exception cref="InvalidInputException">There are more than 2,147,483,647 rows.</exception>
    /// <exception cref="ArgumentException">The inputs do not match the encoding.</exception>
    public void Add(ReadOnlySpan<float> inputs, int label, ReadOnlySpan<float> targets = default, float weight = 1)
    {
        if (_encoding is null)
            throw new InvalidOperationException("Rows of this file are bytes.");
        ArgumentOutOfRangeException.ThrowIfNotEqual(inputs.Length, _shape.Size, nameof(inputs));
        ArgumentOutOfRangeException.ThrowIfNotEqual(targets.Length, _encoding.Targets, nameof(targets));
        Span<float> extras = _extras.AsSpan(0, _encoding.Extras);
        targets.CopyTo(extras);
        if (_encoding.HasWeights)
            extras[^1] = weight;
        RowEncoding.Pack(_widths, inputs, extras, Place());
        Finish(label);
    }

    private Span<byte> Place()
    {
        if (Count == int.MaxValue)
            throw new InvalidInputException("rows", $"at most {int.MaxValue}", "more", "Divide the data into several sources");
        return _block.AsSpan(_inBlock * _blocks.Size, _blocks.Size);
    }

    private void Finish(int label)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)label, ushort.MaxValue, nameof(label));
        BinaryPrimitives.WriteInt32LittleEndian(LabelPlace(_inBlock), label);
        while (_labelCounts.Count <= label)
            _labelCounts.Add(0);
        _labelCounts[label]++;
        Count++;
        if (++_inBlock == _blocks.BlockRows)
            WriteBlock();
    }

    /// <summary>Removes all rows, to read the source again from its start.</summary>
    public void Restart()
    {
        _stream.Position = RowBlocks.HeaderLength;
        _stream.SetLength(RowBlocks.HeaderLength);
        _labelCounts.Clear();
        _checksums.Clear();
        (Count, _inBlock) = (0, 0);
    }

    // Labels follow the values of a whole block until it is written.
    private Span<byte> LabelPlace(int row) =>
        _block.AsSpan((_blocks.BlockRows * _blocks.Size) + (row * RowBlocks.LabelLength), RowBlocks.LabelLength);

    private void WriteBlock()
    {
        if (_inBlock == 0)
            return;
        int values = _inBlock * _blocks.Size,
            labels = _inBlock * RowBlocks.LabelLength;
        if (_inBlock < _blocks.BlockRows)
            _block.AsSpan(_blocks.BlockRows * _blocks.Size, labels).CopyTo(_block.AsSpan(values));
        ReadOnlySpan<byte> rows = _block.AsSpan(0, values + labels);
        byte[] checksum = RowFile.ChecksumOf(rows);
        _checksums.AddRange(checksum);
        _stream.Write(rows);
        _stream.Write(checksum);
        _inBlock = 0;
    }

    private void Finish(string source)
    {
        WriteBlock();
        if (Count == 0)
            throw new InvalidOperationException("No row was added.");
        int[] classes = Classes.Count == 0 ? [.. Enumerable.Range(0, ClassNames.Count)] : [.. Classes];
        if (classes.Length < _labelCounts.Count)
            throw new InvalidOperationException("A label has no class.");
        int[] counts = new int[ClassNames.Count];
        for (int label = 0; label < _labelCounts.Count; label++)
            counts[classes[label]] += _labelCounts[label];
        byte[] description = new RowFileDescription
        {
            Shape = _shape,
            Rows = Count,
            BlockRows = _blocks.BlockRows,
            ClassNames = [.. ClassNames],
            Classes = [.. classes],
            ClassCounts = [.. counts],
            Values = [.. Values],
            Source = source,
            Notes = [.. Notes],
            Encoding = _encoding,
            Details = Details,
            Content = Convert.ToHexStringLower(RowFile.ChecksumOf([.. _checksums])),
        }.ToJson();
        RowFileHeader header = new(_stream.Position, description.Length);
        _stream.Write(description);
        _stream.Position = 0;
        _stream.Write(header.ToBytes(description));
    }
}
