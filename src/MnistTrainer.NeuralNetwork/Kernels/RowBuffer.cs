namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Rows of floats of a batch: all of them or, where a row is read only by the thread that wrote it, and at once, only those that each thread is at. A network that
/// scores 1,024 images then needs the memory of a few, and it stays in the cache.
/// </summary>
internal sealed unsafe class RowBuffer
{
    private readonly FloatBuffer _buffer;
    private readonly int _width;
    private readonly int _held;

    /// <param name="width">Floats of a row.</param>
    /// <param name="capacity">The maximum number of rows of a batch.</param>
    /// <param name="held">How many rows each thread is at, a power of two: the batch is divided into pieces of as many. 0 for all rows of the batch.</param>
    /// <param name="threads">The number of threads.</param>
    public RowBuffer(int width, int capacity, int held = 0, int threads = 1)
    {
        _width = width;
        _held = capacity <= held ? 0 : held;
        _buffer = new FloatBuffer(checked((_held == 0 ? capacity : _held * threads) * width));
    }

    /// <summary>Whether all rows of the batch are there.</summary>
    public bool IsWhole => _held == 0;

    /// <summary>All values, of all rows or of all threads.</summary>
    public Span<float> Span => _buffer.Span;

    /// <summary>Some rows of the batch, all of which are there.</summary>
    public Span<float> Of(int fromRow, int toRow) => _buffer.Span[(fromRow * _width)..(toRow * _width)];

    /// <summary>Where the first row of the batch would lie if it and those up to the given row were there: row i is at <c>i * width</c> from it.</summary>
    /// <param name="row">A row of the batch; others of its piece may be reached as well.</param>
    /// <param name="worker">The thread.</param>
    public float* Origin(int row, int worker) =>
        _held == 0 ? _buffer.Pointer : _buffer.Pointer + (((long)(worker * _held) - (row & -_held)) * _width);
}
