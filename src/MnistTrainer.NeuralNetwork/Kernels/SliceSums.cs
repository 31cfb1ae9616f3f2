namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// What the slices of a batch contribute to a sum, in the tree of <see cref="SliceSum"/>, without keeping it of every slice: slices are walked in blocks of a power of two,
/// each block by one thread and in order. A slice that completes a subtree is added to it at once, like a carry, so a thread keeps as many parts as the tree has levels.
/// What is left are the sums of the blocks.
/// </summary>
internal sealed unsafe class SliceSums
{
    // Enough to divide among threads. A batch of 1,024 rows has no more slices, and each is a block.
    private const int MaximumBlocks = 64;

    private readonly FloatBuffer _blocks;
    private readonly FloatBuffer _carried;
    private readonly int _length;
    private readonly int _blockSlices;
    private readonly int _levels;

    /// <param name="length">Floats of a part.</param>
    /// <param name="slices">The maximum number of slices of a batch.</param>
    /// <param name="threads">The number of threads.</param>
    public SliceSums(int length, int slices, int threads)
    {
        _length = length;
        _blockSlices = BlockSlices(slices);
        _levels = int.Log2(_blockSlices);
        _blocks = new FloatBuffer(checked(Blocks(slices, _blockSlices) * length));
        _carried = new FloatBuffer(checked(threads * _levels * length));
    }

    /// <summary>The slices in a block: 1 for batches of up to 64 slices.</summary>
    public static int BlockSlices(int slices)
    {
        int length = 1;
        while (Blocks(slices, length) > MaximumBlocks)
            length *= 2;
        return length;
    }

    /// <summary>The number of blocks.</summary>
    public static int Blocks(int slices, int blockSlices) => (slices + blockSlices - 1) / blockSlices;

    /// <summary>Where a slice's part is summed. For the first slice of a block, this becomes the sum of the block.</summary>
    public float* Part(int slice, int worker) => Part(slice, int.PopCount(slice & (_blockSlices - 1)), worker);

    /// <summary>Adds a slice's part to those before it, once it is complete.</summary>
    /// <param name="slice">The slice.</param>
    /// <param name="isLast">Whether it is the last of the batch, so that nothing follows in its block.</param>
    /// <param name="worker">The thread, which has summed all slices of the block.</param>
    public void Close(int slice, bool isLast, int worker)
    {
        int place = slice & (_blockSlices - 1),
            depth = int.PopCount(place);
        for (; depth > 0 && (isLast || (place & 1) == 1); place >>= 1, depth--)
            SliceSum.Add(Part(slice, depth - 1, worker), Part(slice, depth, worker), _length);
    }

    /// <summary>The sums of some blocks.</summary>
    public Span<float> Of(int fromBlock, int toBlock) => _blocks.Span[(fromBlock * _length)..(toBlock * _length)];

    /// <summary>Sums neighboring blocks, which are a subtree, into one that lies at or before the first of them.</summary>
    public void Join(int firstBlock, int count, int into)
    {
        SliceSum.Of(_blocks.Pointer + ((long)firstBlock * _length), _length, _length, count);
        if (into != firstBlock)
            Of(firstBlock, firstBlock + 1).CopyTo(Of(into, into + 1));
    }

    // The sum of a subtree that has as many complete ones before it in its block.
    private float* Part(int slice, int depth, int worker) =>
        depth == 0
            ? _blocks.Pointer + ((long)(slice >> _levels) * _length)
            : _carried.Pointer + (((long)(worker * _levels) + depth - 1) * _length);
}
