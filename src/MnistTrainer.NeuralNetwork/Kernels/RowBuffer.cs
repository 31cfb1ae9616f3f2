namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>
/// Rows of floats of a batch: all of them or, where no row is read any more once the thread that wrote it has gone on, only those that each thread is at. A network that
/// scores 1,024 images then needs the memory of a few, and it stays in the cache.
/// </summary>
internal sealed unsafe class RowBuffer
{
    private readonly FloatBuffer _buffer;
    private readonly int _width;
    private readonly int _held;

    private RowBuffer(int width, int rows, int held)
    {
        _buffer = new FloatBuffer(checked(rows * width));
        _width = width;
        _held = held;
    }

    /// <summary>All values of the first thread or, where all rows are held, of all rows.</summary>
    public Span<float> Span => _buffer.Span;

    /// <summary>All rows of a batch.</summary>
    /// <param name="width">Floats of a row.</param>
    /// <param name="capacity">The maximum number of rows of a batch.</param>
    public static RowBuffer OfBatch(int width, int capacity) => new(width, capacity, held: 0);

    /// <summary>The rows that each thread is at.</summary>
    /// <param name="width">Floats of a row.</param>
    /// <param name="held">How many it is at: the batch is divided into pieces of as many rows.</param>
    /// <param name="threads">The number of threads.</param>
    public static RowBuffer OfThreads(int width, int held, int threads) => new(width, checked(held * threads), held);

    /// <summary>Where the first row of the batch would lie if it and those up to the given row were there: row i is at <c>i * width</c> from it.</summary>
    /// <param name="row">A row of the batch; others of its piece may be reached as well.</param>
    /// <param name="worker">The thread.</param>
    public float* Origin(int row, int worker) =>
        _held == 0 ? _buffer.Pointer : _buffer.Pointer + (((long)worker - (row / _held)) * _held * _width);
}
