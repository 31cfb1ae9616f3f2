namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads the windows of a file into two halves of one buffer, which training sees as its samples.</summary>
internal sealed class WindowReader
{
    private readonly StoredSamples _stored;
    private readonly RowSplit _split;
    private readonly int _size;
    private readonly byte[] _values;
    private readonly int[] _labels;
    private readonly float[]? _weights;
    private readonly float[]? _classWeights;

    /// <param name="stored">The samples.</param>
    /// <param name="options">The training options.</param>
    /// <param name="halfRows">The number of rows in half of the buffer.</param>
    /// <exception cref="InvalidInputException">Class weights are for other classes, or the buffer is larger than an array.</exception>
    public WindowReader(StoredSamples stored, TrainingOptions options, int halfRows)
    {
        _stored = stored;
        _split = stored.Split;
        _size = stored.File.Shape.Size;
        if (2L * halfRows * _size > Array.MaxLength)
            throw new InvalidInputException(
                "the rows in memory",
                $"at most {Array.MaxLength / _size} of {stored.File.Shape}",
                $"{2L * halfRows}",
                "Give less memory"
            );
        _values = new byte[2 * halfRows * _size];
        _labels = new int[2 * halfRows];
        _classWeights = options.ClassWeights?.OfClasses(stored.File.ClassNames, stored.File.ClassCounts);
        _weights = _classWeights is null ? null : new float[2 * halfRows];
        Samples = new Samples<byte>(stored.File.Shape, _values, new Supervision(_labels, stored.File.ClassNames) { Weights = _weights });
    }

    /// <summary>The rows of both halves. They change as windows are read.</summary>
    public Samples<byte> Samples { get; }

    /// <summary>Reads a window.</summary>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="firstRow">The first row of the buffer's half.</param>
    /// <param name="random">Shuffles its rows.</param>
    /// <returns>The rows of <see cref="Samples"/>, shuffled.</returns>
    /// <exception cref="InvalidInputException">A block is damaged.</exception>
    public int[] Read(int[] blocks, int firstRow, RandomSource random)
    {
        int next = firstRow;
        byte[] bytes = _stored.File.NewBlock();
        int[] memory = new int[_stored.File.BlockRows];
        RandomSource drawn = new(0);
        foreach (int block in blocks)
        {
            _stored.File.ReadBlock(block, bytes);
            foreach (int row in _split.RowsOf(block, RowPart.Train, memory, drawn))
            {
                _stored.File.CopyRow(bytes, row, _values.AsSpan(next * _size, _size));
                int label = _stored.File.ClassOf(bytes, block, row);
                _labels[next] = label;
                if (_weights is not null)
                    _weights[next] = _classWeights![label];
                next++;
            }
        }

        int[] rows = [.. Enumerable.Range(firstRow, next - firstRow)];
        random.Shuffle(rows.AsSpan());
        return rows;
    }
}
