namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>The working memory of one thread: buffers for packed matrices and for lists of nonzero values.</summary>
internal sealed unsafe class Scratch
{
    /// <summary>The number of input columns (rows of the weight matrix) whose gradients are gathered at once from sparse input.</summary>
    public const int GatherColumns = 32;

    private readonly int[] _indices;

    /// <param name="width">The maximum number of values in a row of samples.</param>
    /// <param name="rows">The maximum number of rows in a training batch; 0 if nothing is gathered.</param>
    /// <param name="productRows">The maximum number of rows of the first factor of a matrix product.</param>
    /// <param name="frame">The floats of <see cref="Frame"/>.</param>
    public Scratch(int width, int rows, int productRows, int frame)
    {
        Frame = new FloatBuffer(frame);
        int stride = ByteTranspose.Padded(rows);
        int lists = checked(GatherColumns * stride);
        Matrix = new FloatBuffer(MatrixProduct.ScratchLength(productRows));
        Values = new FloatBuffer(width + lists);
        _indices = GC.AllocateArray<int>(width + lists + GatherColumns + (ByteTranspose.Tile * stride / sizeof(int)), pinned: true);
        fixed (int* first = _indices)
        {
            Columns = first;
            int* counts = first + width + lists;
            Lists = new ColumnLists(counts, first + width, Values.Pointer + width, stride, (byte*)(counts + GatherColumns));
        }
    }

    /// <summary>The buffer for <see cref="MatrixProduct"/>.</summary>
    public FloatBuffer Matrix { get; }

    /// <summary>The buffer for an image with what lies around it.</summary>
    public FloatBuffer Frame { get; }

    /// <summary>The buffer for the column numbers of one row.</summary>
    public int* Columns { get; }

    /// <summary>The buffer for the values in those columns.</summary>
    public FloatBuffer Values { get; }

    /// <summary>The random number generator; restarted for each use.</summary>
    public RandomSource Random { get; } = new(0);

    /// <summary>The buffer for the lists of <see cref="GatherColumns"/> columns.</summary>
    public ColumnLists Lists { get; }
}
