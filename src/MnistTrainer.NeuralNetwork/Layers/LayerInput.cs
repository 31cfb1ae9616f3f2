using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The rows that a layer reads: the outputs of the layer below, or samples.</summary>
internal abstract unsafe class LayerInput
{
    /// <summary>Values in a row.</summary>
    public abstract int Width { get; }

    /// <summary>Whether the rows are too sparse to be worth expanding, so that only <see cref="NonZeros"/> and <see cref="Gather"/> give them.</summary>
    public virtual bool IsSparse => false;

    /// <summary>The rows as floats, row by row and without the <see cref="Background"/>; null where they are sparse.</summary>
    /// <param name="row">The first row that will be read.</param>
    /// <param name="worker">The thread that filled it.</param>
    /// <returns>Where row 0 would lie (<see cref="RowBuffer.Origin"/>).</returns>
    public abstract float* Rows(int row, int worker);

    /// <summary>A number that belongs to every value, in addition to what <see cref="Rows"/> and <see cref="NonZeros"/> give.</summary>
    public virtual float Background => 0;

    /// <summary>Makes a slice of rows ready to be read.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The number of the calling thread.</param>
    public abstract void Fill(int fromRow, int toRow, int worker);

    /// <summary>Lists the values of a row that are not zero.</summary>
    /// <param name="row">The row of the batch.</param>
    /// <param name="columns">Receives their columns in ascending order; room for <see cref="Width"/>.</param>
    /// <param name="values">Receives the values.</param>
    /// <returns>How many there are.</returns>
    public abstract int NonZeros(int row, int* columns, float* values);

    /// <summary>Lists, for each of a few neighboring columns, the rows whose value there is not zero.</summary>
    /// <param name="from">The first column.</param>
    /// <param name="to">One past the last, at most <see cref="Scratch.GatherColumns"/> further on.</param>
    /// <param name="rows">Rows in the batch.</param>
    /// <param name="lists">Receives the lists, rows in ascending order.</param>
    public abstract void Gather(int from, int to, int rows, ColumnLists lists);
}

/// <summary>The outputs of the layer below.</summary>
internal sealed unsafe class LayerOutputs(RowBuffer outputs, int width) : LayerInput
{
    public override int Width => width;

    public override float* Rows(int row, int worker) => outputs.Origin(row, worker);

    public override void Fill(int fromRow, int toRow, int worker) { }

    public override int NonZeros(int row, int* columns, float* values) => throw OnlySamples();

    public override void Gather(int from, int to, int rows, ColumnLists lists) => throw OnlySamples();

    private static InvalidOperationException OnlySamples() => new("Only samples are read as lists of what is not zero.");
}
