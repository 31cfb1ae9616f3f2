namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Which rows of a file are held out: of every block the same share, drawn at random. So the held out rows are spread evenly over the file, as many of each class as it
/// has where it is sorted by class, and no list of them is needed: what is held out of a block follows from the seed and the block's number.
/// </summary>
internal sealed class RowSplit
{
    private readonly RowBlocks _blocks;
    private readonly RowMarks? _marks;
    private readonly int _validation;
    private readonly int _held;
    private readonly ulong _seed;

    /// <param name="blocks">The blocks of the file.</param>
    /// <param name="validation">The number of rows held out for validation.</param>
    /// <param name="test">The number of rows held out for the test; with those for validation, fewer than all.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="marks">Which rows these are; null for the same share of every block. Default: null.</param>
    public RowSplit(RowBlocks blocks, int validation, int test, ulong seed, RowMarks? marks = null)
    {
        _blocks = blocks;
        _marks = marks;
        _validation = validation;
        _held = checked(validation + test);
        _seed = RandomStream.SeedOf(seed, RandomStream.HeldOutOfBlocks);
    }

    /// <summary>The number of rows of a part in a block.</summary>
    public int CountOf(int block, RowPart part)
    {
        if (_marks is not null)
            return _marks.CountOf(block, part);
        (int validation, int test) = HeldOutOf(block);
        return part switch
        {
            RowPart.Validation => validation,
            RowPart.Test => test,
            _ => _blocks.RowsOf(block) - validation - test,
        };
    }

    /// <summary>Finds the rows of a part in a block, in the order in which they were drawn, or of marked rows in the file.</summary>
    /// <param name="block">The block.</param>
    /// <param name="part">The part.</param>
    /// <param name="memory">Memory for the rows of a block.</param>
    /// <param name="random">A source of random numbers, which is restarted.</param>
    public ReadOnlySpan<int> RowsOf(int block, RowPart part, Span<int> memory, RandomSource random)
    {
        if (_marks is not null)
            return _marks.RowsOf(block, part, memory);
        Span<int> rows = memory[.._blocks.RowsOf(block)];
        for (int i = 0; i < rows.Length; i++)
            rows[i] = i;
        if (_held == 0)
            return part == RowPart.Train ? rows : [];
        random.Restart(_seed, (ulong)block);
        random.Shuffle(rows);
        (int validation, int test) = HeldOutOf(block);
        return part switch
        {
            RowPart.Validation => rows[..validation],
            RowPart.Test => rows.Slice(validation, test),
            _ => rows[(validation + test)..],
        };
    }

    // Differences of rounded shares, so that those of all blocks add up.
    private (int Validation, int Test) HeldOutOf(int block)
    {
        long first = (long)block * _blocks.BlockRows;
        long from = Share(_held, first, _blocks.Rows),
            to = Share(_held, first + _blocks.RowsOf(block), _blocks.Rows);
        int validation = _held == 0 ? 0 : (int)(Share(_validation, to, _held) - Share(_validation, from, _held));
        return (validation, (int)(to - from) - validation);
    }

    private static long Share(long part, long of, long whole) => part * of / whole;
}
