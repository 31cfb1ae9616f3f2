namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads the windows of a file into two halves of one buffer, which training sees as its samples.</summary>
internal sealed class WindowReader
{
    private readonly StoredSamples _stored;
    private readonly RowSplit _split;
    private readonly RowMemory _memory;

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
                "Give less memory"
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
    }

    /// <summary>The rows of both halves. They change as windows are read.</summary>
    public Samples Samples => _memory.Samples;

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
                _memory.Put(next++, bytes, block, row);
        }

        int[] rows = [.. Enumerable.Range(firstRow, next - firstRow)];
        random.Shuffle(rows.AsSpan());
        return rows;
    }
}
