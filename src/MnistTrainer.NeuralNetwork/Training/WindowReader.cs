namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads the windows of a file into two halves of one buffer, which training sees as its samples.</summary>
internal sealed class WindowReader
{
    private readonly StoredSamples _stored;
    private readonly RowSplit _split;
    private readonly RowMemory _memory;
    private readonly Half[] _halves;

    /// <param name="stored">The samples.</param>
    /// <param name="options">The training options.</param>
    /// <param name="halfRows">The number of rows in half of the buffer.</param>
    /// <exception cref="InvalidInputException">Class weights are for other classes, or the buffer is larger than an array.</exception>
    public WindowReader(StoredSamples stored, TrainingOptions options, int halfRows)
    {
        _stored = stored;
        _split = stored.Split;
        int size = stored.File.Shape.Size;
        if (2L * halfRows * size > Array.MaxLength)
            throw new InvalidInputException(
                "the rows in memory",
                $"at most {Array.MaxLength / size} of {stored.File.Shape}",
                $"{2L * halfRows}",
                "Lower the memory limit"
            );
        ClassWeights? weights = options.ClassWeights ?? stored.ClassWeights;
        if (weights is not null && stored.File.HasTargets)
            throw new InvalidInputException("class weights", "samples with labels", "samples without", "Train without class weights");
        _memory = new RowMemory(
            stored.File,
            2 * halfRows,
            stored.BinaryOutput,
            stored.Scaling,
            weights?.OfClasses(stored.File.ClassNames, stored.File.ClassCounts)
        );
        _halves = [.. Enumerable.Range(0, 2).Select(half => new Half(half * halfRows, new int[halfRows], stored.File))];
    }

    /// <summary>The rows of both halves. They change as windows are read.</summary>
    public Samples Samples => _memory.Samples;

    /// <summary>Reads a window.</summary>
    /// <param name="blocks">Its blocks.</param>
    /// <param name="index">The half of the buffer, 0 or 1; one thread at a time reads into each.</param>
    /// <param name="random">Shuffles its rows.</param>
    /// <returns>The rows of <see cref="Samples"/>, shuffled; they change as the next window is read into that half.</returns>
    /// <exception cref="InvalidInputException">A block is damaged.</exception>
    public ReadOnlyMemory<int> Read(int[] blocks, int index, RandomSource random)
    {
        Half half = _halves[index];
        int count = 0;
        RandomSource drawn = new(0);
        foreach (int block in blocks)
        {
            _stored.File.ReadBlock(block, half.Block);
            foreach (int row in _split.RowsOf(block, RowPart.Train, half.BlockRows, drawn))
            {
                half.Rows[count] = half.FirstRow + count;
                _memory.Put(half.Rows[count++], half.Block, block, row);
            }
        }

        random.Shuffle(half.Rows.AsSpan(0, count));
        return half.Rows.AsMemory(0, count);
    }

    /// <summary>What it takes to read into a half of the buffer, for all of its windows: what is given back after each may stay in memory for many of them.</summary>
    private sealed class Half(int firstRow, int[] rows, RowFile file)
    {
        public int FirstRow => firstRow;

        public int[] Rows => rows;

        public byte[] Block { get; } = file.NewBlock();

        public int[] BlockRows { get; } = new int[file.BlockRows];
    }
}
