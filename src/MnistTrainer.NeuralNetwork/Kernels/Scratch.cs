namespace MnistTrainer.NeuralNetwork.Kernels;

/// <summary>What one thread needs beside its results: room for packed matrices and for lists of values that are not zero.</summary>
internal sealed unsafe class Scratch
{
    /// <summary>Rows of the weight matrix, that is columns of the input, whose gradients are gathered at a time from sparse input.</summary>
    public const int GatherColumns = 16;

    private readonly int[] _indices;
    private readonly int _gatherStart;

    /// <param name="width">The largest number of values in one row of samples.</param>
    /// <param name="rows">The largest number of rows in a batch.</param>
    public Scratch(int width, int rows)
    {
        Matrix = new FloatBuffer(MatrixProduct.ScratchLength);
        Values = new FloatBuffer(width + (GatherColumns * rows));
        _gatherStart = width;
        _indices = GC.AllocateArray<int>(width + (GatherColumns * rows), pinned: true);
        RowsPerColumn = rows;
    }

    /// <summary>Room for <see cref="MatrixProduct"/>.</summary>
    public FloatBuffer Matrix { get; }

    /// <summary>Column numbers of one row.</summary>
    public int* Columns => (int*)System.Runtime.InteropServices.Marshal.UnsafeAddrOfPinnedArrayElement(_indices, 0);

    /// <summary>The values in those columns.</summary>
    public FloatBuffer Values { get; }

    /// <summary>Row numbers gathered by column: column c's begin at <c>c * RowsPerColumn</c>.</summary>
    public int* GatheredRows => Columns + _gatherStart;

    /// <summary>The values gathered with them.</summary>
    public float* GatheredValues => Values.Pointer + _gatherStart;

    /// <summary>From one column's list to the next.</summary>
    public int RowsPerColumn { get; }
}
