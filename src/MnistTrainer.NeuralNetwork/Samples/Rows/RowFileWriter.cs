using System.Buffers.Binary;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Writes a <see cref="RowFile"/>, row by row, in memory for one block of about 256 KiB.</summary>
public sealed class RowFileWriter
{
    private readonly Stream _stream;
    private readonly Shape _shape;
    private readonly RowBlocks _blocks;
    private readonly byte[] _block;
    private readonly List<int> _labelCounts = [];
    private readonly List<byte> _checksums = [];
    private int _inBlock;

    private RowFileWriter(Stream stream, Shape shape, int blockRows)
    {
        _stream = stream;
        _shape = shape;
        _blocks = new RowBlocks(shape.Size, int.MaxValue, blockRows);
        _block = new byte[_blocks.LengthOf(blockRows)];
        Restart();
    }

    /// <summary>The number of rows added.</summary>
    public int Count { get; private set; }

    /// <summary>The name of each class, to be set before the end.</summary>
    public IReadOnlyList<string> ClassNames { get; set; } = [];

    /// <summary>The class index of each label that was added. Default: empty, for labels that are class indices.</summary>
    public IReadOnlyList<int> Classes { get; set; } = [];

    /// <summary>What each value that was added stands for, 256 of them. Default: empty, for itself.</summary>
    public IReadOnlyList<byte> Values { get; set; } = [];

    /// <summary>What a user should know about the source. Default: nothing.</summary>
    public IReadOnlyList<string> Notes { get; set; } = [];

    /// <summary>Writes a file beside its final name and renames it: if writing ends early, nothing is left behind.</summary>
    /// <param name="path">The file, which is replaced if it exists.</param>
    /// <param name="shape">The shape of a row.</param>
    /// <param name="source">What the rows are made from, as text to compare (<see cref="RowFile.Source"/>).</param>
    /// <param name="write">Adds the rows, at least one, and sets <see cref="ClassNames"/>.</param>
    /// <param name="blockRows">The number of rows in a block, at least 1. Default: 0, for blocks of about 256 KiB.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void Write(string path, Shape shape, string source, Action<RowFileWriter> write, int blockRows = 0)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(write);
        ArgumentOutOfRangeException.ThrowIfNegative(blockRows);
        AtomicFile.Write(
            path,
            stream =>
            {
                RowFileWriter writer = new(stream, shape, blockRows == 0 ? RowBlocks.UsualRows(shape.Size) : blockRows);
                write(writer);
                writer.Finish(source);
            }
        );
    }

    /// <summary>Adds a row.</summary>
    /// <param name="values">Its values, as many as the shape has.</param>
    /// <param name="label">Its label, from 0 to 65,535: an index of <see cref="Classes"/>, or of <see cref="ClassNames"/>.</param>
    /// <exception cref="InvalidInputException">There are more than 2,147,483,647 rows.</exception>
    public void Add(ReadOnlySpan<byte> values, int label)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, _shape.Size, nameof(values));
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)label, ushort.MaxValue, nameof(label));
        if (Count == int.MaxValue)
            throw new InvalidInputException("rows", $"at most {int.MaxValue}", "more", "Divide the data into several sources");
        values.CopyTo(_block.AsSpan(_inBlock * _shape.Size));
        BinaryPrimitives.WriteInt32LittleEndian(LabelPlace(_inBlock), label);
        while (_labelCounts.Count <= label)
            _labelCounts.Add(0);
        _labelCounts[label]++;
        Count++;
        if (++_inBlock == _blocks.BlockRows)
            WriteBlock();
    }

    /// <summary>Removes all rows: the source is read again from its start.</summary>
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
        _block.AsSpan((_blocks.BlockRows * _shape.Size) + (row * RowBlocks.LabelLength), RowBlocks.LabelLength);

    private void WriteBlock()
    {
        if (_inBlock == 0)
            return;
        int values = _inBlock * _shape.Size,
            labels = _inBlock * RowBlocks.LabelLength;
        if (_inBlock < _blocks.BlockRows)
            _block.AsSpan(_blocks.BlockRows * _shape.Size, labels).CopyTo(_block.AsSpan(values));
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
            Content = Convert.ToHexStringLower(RowFile.ChecksumOf([.. _checksums])),
        }.ToJson();
        RowFileHeader header = new(_stream.Position, description.Length);
        _stream.Write(description);
        _stream.Position = 0;
        _stream.Write(header.ToBytes(description));
    }
}
