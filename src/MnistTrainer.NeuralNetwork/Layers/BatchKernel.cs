namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A layer that in training needs statistics of the whole batch before any row can pass through it, in both directions. The passes wait for them. They are summed in
/// the order of the rows, so they do not depend on the number of threads.
/// </summary>
internal abstract unsafe class BatchKernel(Shape input, Shape output, int firstParameter, int parameterCount)
    : LayerKernel(input, output, firstParameter, parameterCount)
{
    /// <summary>Floats for <see cref="LayerPass.Statistics"/>.</summary>
    public abstract int StatisticsLength { get; }

    /// <summary>The number of parts that the statistics are computed in.</summary>
    public abstract int StatisticsBlocks { get; }

    /// <summary>Computes the statistics that the forward pass needs.</summary>
    /// <param name="block">From 0 to <see cref="StatisticsBlocks"/> - 1.</param>
    /// <param name="pass">All rows of the batch.</param>
    public abstract void ForwardStatistics(int block, in LayerPass pass);

    /// <summary>Computes the statistics that <see cref="PropagateError"/> needs, after <see cref="LayerKernel.Backward"/> has processed all rows.</summary>
    /// <param name="block">From 0 to <see cref="StatisticsBlocks"/> - 1.</param>
    /// <param name="pass">All rows of the batch.</param>
    public abstract void BackwardStatistics(int block, in LayerPass pass);

    /// <summary>Propagates the errors of a slice of rows to the layer below.</summary>
    public abstract void PropagateError(in LayerPass pass);
}
