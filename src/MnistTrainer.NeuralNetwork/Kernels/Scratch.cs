namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>What one thread needs beside its results: room for packed matrices and for lists of values that are not zero.</summary>
internal sealed unsafe class Scratch
{
    /// <summary>Columns of the input, that is rows of the weight matrix, whose gradients are gathered at a time from sparse input.</summary>
    public const int GatherColumns = 32;

    private readonly int[] _indices;

    /// <param name="width">The largest number of values in one row of samples.</param>
    /// <param name="rows">The largest number of rows in a batch that is learned from; 0 where nothing is gathered.</param>
    /// <param name="productRows">The most rows of the first factor of a matrix product.</param>
    public Scratch(int width, int rows, int productRows)
    {
        int lists = checked(GatherColumns * rows);
        Matrix = new FloatBuffer(MatrixProduct.ScratchLength(productRows));
        Values = new FloatBuffer(width + lists);
        _indices = GC.AllocateArray<int>(width + lists + GatherColumns, pinned: true);
        fixed (int* first = _indices)
        {
            Columns = first;
            Lists = new ColumnLists(first + width + lists, first + width, Values.Pointer + width, rows);
        }
    }

    /// <summary>Room for <see cref="MatrixProduct"/>.</summary>
    public FloatBuffer Matrix { get; }

    /// <summary>Room for the column numbers of one row.</summary>
    public int* Columns { get; }

    /// <summary>Room for the values in those columns.</summary>
    public FloatBuffer Values { get; }

    /// <summary>Random numbers, restarted for every use.</summary>
    public RandomSource Random { get; } = new(0);

    /// <summary>Room for the lists of <see cref="GatherColumns"/> columns.</summary>
    public ColumnLists Lists { get; }
}
