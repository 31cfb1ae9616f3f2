namespace MnistTrainer.NeuralNetwork;

/// <summary>Which blocks of a file make up each window of an epoch. Every epoch shuffles all blocks, and a window is some that follow each other.</summary>
internal sealed class WindowPlan
{
    private readonly RowBlocks _blocks;
    private readonly RowSplit _split;
    private readonly ulong _seed;
    private readonly Lock _lock = new();

    // The order of the last two epochs asked for: windows are read ahead.
    private readonly Dictionary<int, int[]> _orders = [];

    /// <param name="stored">The samples.</param>
    /// <param name="seed">The seed of the training.</param>
    public WindowPlan(StoredSamples stored, ulong seed)
    {
        _blocks = stored.File.Blocks;
        _split = stored.Split;
        _seed = RandomStream.SeedOf(seed, RandomStream.Windows);
        LargestBlock = stored.Marks is null
            ? (int)Math.Min(Math.Max(1, (long)stored.Count * _blocks.BlockRows / _blocks.Rows) + 2, _blocks.BlockRows)
            : Math.Max(1, Enumerable.Range(0, _blocks.Count).Max(block => stored.Marks.CountOf(block, RowPart.Train)));
        BlocksPerWindow = Math.Clamp(stored.BufferRows / 2 / LargestBlock, 1, _blocks.Count);
    }

    /// <summary>The number of blocks in each window of an epoch but the last.</summary>
    public int BlocksPerWindow { get; }

    /// <summary>The number of windows in an epoch.</summary>
    public int WindowsPerEpoch => (_blocks.Count + BlocksPerWindow - 1) / BlocksPerWindow;

    /// <summary>The largest number of rows to train on in a window.</summary>
    public int LargestWindow => checked(LargestBlock * BlocksPerWindow);

    /// <summary>The smallest number of rows to train on in a window that is not the last of its epoch; the short last block may be in it.</summary>
    public int SmallestWindow
    {
        get
        {
            int[] counts =
            [
                .. Enumerable.Range(0, _blocks.Count).Select(block => _split.CountOf(block, RowPart.Train)).Order().Take(BlocksPerWindow),
            ];
            return counts.Sum();
        }
    }

    // Fractions are rounded, so those of blocks differ.
    private int LargestBlock { get; }

    /// <summary>The blocks of a window.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="window">The window in it, from 0.</param>
    public int[] BlocksOf(int epoch, int window) => [.. OrderOf(epoch).Skip(window * BlocksPerWindow).Take(BlocksPerWindow)];

    /// <summary>The random numbers that shuffle the rows of a window.</summary>
    public RandomSource RandomOf(int epoch, int window) => new(_seed, ((ulong)epoch << 32) | (uint)window);

    /// <summary>The window in which a row of an epoch is.</summary>
    /// <param name="epoch">The epoch, from 1.</param>
    /// <param name="position">The row's position in the epoch, up to its number of rows.</param>
    /// <returns>The window, and the position of its first row.</returns>
    public (int Window, int Start) WindowAt(int epoch, int position)
    {
        int start = 0;
        for (int window = 0; ; window++)
        {
            int rows = BlocksOf(epoch, window).Sum(block => _split.CountOf(block, RowPart.Train));
            if (position < start + rows || window == WindowsPerEpoch - 1)
                return (window, start);
            start += rows;
        }
    }

    private int[] OrderOf(int epoch)
    {
        lock (_lock)
        {
            if (_orders.TryGetValue(epoch, out int[]? known))
                return known;
            foreach (int old in _orders.Keys.Where(other => Math.Abs(other - epoch) > 1).ToArray())
                _orders.Remove(old);
            int[] order = [.. Enumerable.Range(0, _blocks.Count)];
            new RandomSource(_seed, ((ulong)epoch << 32) | uint.MaxValue).Shuffle(order.AsSpan());
            return _orders[epoch] = order;
        }
    }
}
