namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What a training step needs of other ranks. Layers whose gradient is summed over rows need the inputs and net errors of all rows, and every rank sums them in the order of
/// the rows; layers whose gradient is summed over slices need the sums of the others' slices. Statistics of the whole batch are taken by every rank of all rows.
/// </summary>
internal sealed class StepExchange
{
    private readonly RankGroup _group;
    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly SampleBatch _batch;
    private readonly BatchShare[] _shares;

    /// <param name="group">The ranks.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="workspace">Its memory.</param>
    /// <param name="batch">The rows of samples.</param>
    /// <param name="loss">The loss of the batch.</param>
    public StepExchange(RankGroup group, Network network, Workspace workspace, SampleBatch batch, BatchLoss loss)
    {
        (_group, _network, _workspace, _batch) = (group, network, workspace, batch);
        _shares = new BatchShare[group.Ranks.Count];
        Step = new Exchange(
            group.Ranks,
            _shares,
            [.. Enumerable.Range(0, network.Kernels.Length).SelectMany(OfGradient), .. loss.Shared, group.StopRequests]
        );
    }

    /// <summary>What the update needs, and the losses.</summary>
    public Exchange Step { get; }

    /// <summary>What the statistics of a layer over the batch are taken of, in the forward pass.</summary>
    public Exchange Inputs(int layer) => new(_group.Ranks, _shares, [InputOf(layer)]);

    /// <summary>What the statistics of a layer over the batch are taken of, in the backward pass.</summary>
    public Exchange Errors(int layer) => new(_group.Ranks, _shares, [new SharedRows(_workspace.NetErrorRows(layer))]);

    /// <summary>Divides a batch.</summary>
    /// <returns>This rank's share.</returns>
    public BatchShare Divide(int batchRows)
    {
        for (int rank = 0; rank < _shares.Length; rank++)
            _shares[rank] = BatchShare.Of(batchRows, _workspace.BlockSlices, rank, _shares.Length);
        return _shares[_group.Ranks.Rank];
    }

    private IEnumerable<SharedMemory> OfGradient(int layer)
    {
        LayerKernel kernel = _network.Kernels[layer];

        // A layer that waits for the batch has its gradient from its statistics.
        if (kernel is BatchKernel || kernel.GradientBlocks(_workspace.Inputs[layer]) == 0)
            yield break;
        if (kernel.PartLength > 0)
            yield return new SharedSums(_workspace.Sums(layer));
        if (kernel.SliceLength > 0)
            yield return new SharedSlices<float>(_workspace.SliceMemory(layer).Memory, kernel.SliceLength);
        if (kernel.WorksBySlices)
            yield break;
        yield return InputOf(layer);
        yield return new SharedRows(_workspace.NetErrorRows(layer));
        if (kernel.GradientReadsCache)
            yield return new SharedRows(_workspace.CacheRows(layer));
    }

    private SharedMemory InputOf(int layer) => layer == 0 ? new SharedSamples(_batch) : new SharedRows(_workspace.OutputRows(layer - 1));
}
