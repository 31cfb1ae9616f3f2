namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A layer that, while it learns, needs figures of the whole batch before any row can go through it, in both directions. The passes stop before
/// it until they are there. Figures are summed in the order of the rows, so they do not depend on the number of threads.
/// </summary>
internal abstract unsafe class BatchKernel(Shape input, Shape output, int firstParameter, int parameterCount)
    : LayerKernel(input, output, firstParameter, parameterCount)
{
    /// <summary>Floats for <see cref="LayerPass.Statistics"/>.</summary>
    public abstract int StatisticsLength { get; }

    /// <summary>The number of parts that figures are shared out in.</summary>
    public abstract int StatisticsBlocks { get; }

    /// <summary>Parameters that are not learned but follow the batches: they begin here within the layer, and the rest is theirs.</summary>
    public abstract int FirstStatistic { get; }

    /// <summary>Computes what the forward pass needs.</summary>
    /// <param name="block">From 0 to <see cref="StatisticsBlocks"/> - 1.</param>
    /// <param name="pass">All rows of the batch.</param>
    public abstract void ForwardStatistics(int block, in LayerPass pass);

    /// <summary>Computes what <see cref="PropagateError"/> needs, after <see cref="LayerKernel.Backward"/> has gone through all rows.</summary>
    /// <param name="block">From 0 to <see cref="StatisticsBlocks"/> - 1.</param>
    /// <param name="pass">All rows of the batch.</param>
    public abstract void BackwardStatistics(int block, in LayerPass pass);

    /// <summary>Passes the errors of a slice of rows on to the layer below.</summary>
    public abstract void PropagateError(in LayerPass pass);

    /// <summary>Lets the followers follow the batch, after a step.</summary>
    /// <param name="pass">All rows of the batch.</param>
    public abstract void UpdateRunningStatistics(in LayerPass pass);
}
