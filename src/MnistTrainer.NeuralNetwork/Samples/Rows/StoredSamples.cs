namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Training samples that are read from a file, because they do not fit into memory. Each epoch shuffles them at two levels (CorgiPile, Xu et al., SIGMOD 2022): the blocks of the
/// file, and the rows of a window of as many blocks as fit into memory. The next window is read while one is trained on. The order depends on the seed and on
/// <see cref="BufferRows"/>, not on threads or ranks.
/// </summary>
/// <param name="File">The file, which stays open and is owned by the caller.</param>
public sealed record StoredSamples(RowFile File)
{
    /// <summary>The number of rows held out for validation, at least 0 (<see cref="ReadValidation"/>). Default: 0.</summary>
    public int ValidationCount { get; init; }

    /// <summary>The number of rows held out for the test, at least 0 (<see cref="ReadTest"/>). Default: 0.</summary>
    public int TestCount { get; init; }

    /// <summary>The seed that determines which rows are held out; the same fraction of every block is drawn. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of rows in memory: those of the window that is trained on and of the next one. At least 2. Default: 65,536.</summary>
    public int BufferRows { get; init; } = 65_536;

    /// <summary>
    /// The name of the only output of a network for two classes, whose target is 1 for the second class and 0 for the first; null for one output per class. Default: null.
    /// </summary>
    public string? BinaryOutput { get; init; }

    /// <summary>The weights of the classes in training if <see cref="TrainingOptions.ClassWeights"/> are null. Default: null, for none.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>The scaling of the training targets. Default: none.</summary>
    public TargetScaling Scaling { get; init; } = TargetScaling.None;

    /// <summary>Whether the rows held out were selected individually (<see cref="WithHeldOut"/>).</summary>
    public bool IsMarked => Marks is not null;

    /// <summary>The rows that are held out; null for the same fraction of every block.</summary>
    internal RowMarks? Marks { get; private init; }

    /// <summary>The number of rows to train on.</summary>
    public int Count => File.Count - ValidationCount - TestCount;

    /// <summary>The rows that are held out.</summary>
    internal RowSplit Split => new(File.Blocks, ValidationCount, TestCount, Seed, Marks);

    /// <summary>The same samples, with these rows held out instead of a fraction of every block.</summary>
    /// <param name="validation">The rows of the file for validation, each once.</param>
    /// <param name="test">The rows of the file for the test, each once.</param>
    public StoredSamples WithHeldOut(ReadOnlySpan<int> validation, ReadOnlySpan<int> test) =>
        this with
        {
            Marks = new RowMarks(File.Blocks, validation, test),
            ValidationCount = validation.Length,
            TestCount = test.Length,
        };

    /// <summary>Reads the training rows in the order of the file, one block at a time, with the file's labels or targets.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public IEnumerable<Samples> ReadBlocks()
    {
        RowSplit split = Split;
        int[] order = new int[File.BlockRows];
        byte[] bytes = File.NewBlock();
        RandomSource random = new(Seed);
        for (int block = 0; block < File.BlockCount; block++)
        {
            int count = split.CountOf(block, RowPart.Train);
            if (count == 0)
                continue;
            File.ReadBlock(block, bytes);
            int[] rows = split.RowsOf(block, RowPart.Train, order, random).ToArray();
            Array.Sort(rows);
            RowMemory memory = new(File, count);
            for (int row = 0; row < rows.Length; row++)
                memory.Put(row, bytes, block, rows[row]);
            yield return memory.Samples;
        }
    }

    /// <summary>Reads the rows held out for validation into memory: bytes, or floats if the file has an encoding.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public Samples ReadValidation() => Read(RowPart.Validation, ValidationCount);

    /// <summary>Reads the rows held out for the test into memory.</summary>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public Samples ReadTest() => Read(RowPart.Test, TestCount);

    /// <summary>Reads some of the training rows into memory, from blocks that are evenly spaced in the file.</summary>
    /// <param name="count">The approximate number, at least 1.</param>
    /// <exception cref="InvalidInputException">The file is damaged.</exception>
    public Samples ReadExcerpt(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        int blocks = Math.Min(File.BlockCount, count);
        int each = Math.Max(1, count / blocks);
        int[] chosen = [.. Enumerable.Range(0, blocks).Select(i => (int)((long)i * File.BlockCount / blocks))];
        return Read(RowPart.Train, chosen, each, chosen.Sum(block => Math.Min(each, Split.CountOf(block, RowPart.Train))));
    }

    private Samples Read(RowPart part, int count) => Read(part, [.. Enumerable.Range(0, File.BlockCount)], int.MaxValue, count);

    private Samples Read(RowPart part, int[] blocks, int each, int count)
    {
        RowSplit split = Split;
        RowMemory rows = new(File, count);
        int next = 0;
        byte[] bytes = File.NewBlock();
        int[] memory = new int[File.BlockRows];
        RandomSource random = new(Seed);
        foreach (int block in blocks)
        {
            if (split.CountOf(block, part) == 0)
                continue;
            File.ReadBlock(block, bytes);
            ReadOnlySpan<int> found = split.RowsOf(block, part, memory, random);
            foreach (int row in found[..Math.Min(each, found.Length)])
                rows.Put(next++, bytes, block, row);
        }

        return rows.Samples;
    }
}
