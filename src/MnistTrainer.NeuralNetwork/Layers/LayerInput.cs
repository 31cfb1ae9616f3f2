using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The rows that a layer reads: the outputs of the layer below, or samples.</summary>
internal abstract unsafe class LayerInput
{
    /// <summary>Values in a row.</summary>
    public abstract int Width { get; }

    /// <summary>
    /// The rows as floats, row by row and without the <see cref="Background"/>; null where they are too sparse to be worth writing out, and
    /// only <see cref="NonZeros"/> gives them.
    /// </summary>
    public abstract float* Rows { get; }

    /// <summary>A number that belongs to every value, in addition to what <see cref="Rows"/> and <see cref="NonZeros"/> give.</summary>
    public virtual float Background => 0;

    /// <summary>Makes <see cref="Rows"/> ready for a slice of rows.</summary>
    public abstract void Fill(int fromRow, int toRow);

    /// <summary>Lists the values that are not zero among those from one column to another, in ascending order.</summary>
    /// <param name="row">The row of the batch.</param>
    /// <param name="from">The first column.</param>
    /// <param name="to">One past the last column.</param>
    /// <param name="column">Receives column numbers, as many as there are columns at the most.</param>
    /// <param name="value">Receives their values.</param>
    /// <returns>How many there are.</returns>
    public abstract int NonZeros(int row, int from, int to, int* column, float* value);
}

/// <summary>The outputs of the layer below.</summary>
internal sealed unsafe class LayerOutputs(FloatBuffer outputs, int width) : LayerInput
{
    public override int Width => width;

    public override float* Rows => outputs.Pointer;

    public override void Fill(int fromRow, int toRow)
    {
    }

    public override int NonZeros(int row, int from, int to, int* column, float* value) =>
        throw new InvalidOperationException("Only samples are read as lists of what is not zero.");
}
