namespace MnistTrainer.NeuralNetwork;

/// <summary>Which rows of a file are held out, one by one, in two bits for each.</summary>
internal sealed class RowMarks
{
    private const int RowsPerByte = 4;

    private readonly byte[] _marks;
    private readonly RowBlocks _blocks;
    private readonly int[] _validation;
    private readonly int[] _test;

    /// <param name="blocks">The blocks of the file.</param>
    /// <param name="validation">The rows held out for validation.</param>
    /// <param name="test">The rows held out for the test.</param>
    public RowMarks(RowBlocks blocks, ReadOnlySpan<int> validation, ReadOnlySpan<int> test)
    {
        _blocks = blocks;
        _marks = new byte[(blocks.Rows / RowsPerByte) + 1];
        _validation = Mark(validation, RowPart.Validation);
        _test = Mark(test, RowPart.Test);
        using XxHash64 hash = new();
        hash.Append(_marks);
        Fingerprint = Convert.ToHexStringLower(hash.Finish());
    }

    /// <summary>A checksum of all marks, as hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The number of rows of a part in a block.</summary>
    public int CountOf(int block, RowPart part) =>
        part switch
        {
            RowPart.Validation => _validation[block],
            RowPart.Test => _test[block],
            _ => _blocks.RowsOf(block) - _validation[block] - _test[block],
        };

    /// <summary>Finds the rows of a part in a block, in their order.</summary>
    /// <param name="block">The block.</param>
    /// <param name="part">The part.</param>
    /// <param name="rows">Memory for the rows of a block.</param>
    public ReadOnlySpan<int> RowsOf(int block, RowPart part, Span<int> rows)
    {
        int first = block * _blocks.BlockRows,
            count = 0;
        for (int row = 0; row < _blocks.RowsOf(block); row++)
        {
            if (PartOf(first + row) == part)
                rows[count++] = row;
        }

        return rows[..count];
    }

    private RowPart PartOf(int row) => (RowPart)((_marks[row / RowsPerByte] >> (2 * (row % RowsPerByte))) & 3);

    private int[] Mark(ReadOnlySpan<int> rows, RowPart part)
    {
        int[] counts = new int[_blocks.Count];
        foreach (int row in rows)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)_blocks.Rows, nameof(rows));
            if (PartOf(row) != RowPart.Train)
                throw new ArgumentException($"Row {row} is held out twice.", nameof(rows));
            _marks[row / RowsPerByte] |= (byte)((int)part << (2 * (row % RowsPerByte)));
            counts[row / _blocks.BlockRows]++;
        }

        return counts;
    }
}
