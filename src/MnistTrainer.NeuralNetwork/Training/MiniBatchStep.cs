using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// One step of mini-batch gradient descent: next batch, forward, loss, backward, step. Forward, loss and backward are divided among threads by slices of the
/// batch's rows (<see cref="BatchPasses"/>), the step by blocks of parameters (<see cref="ParameterStep"/>).
/// </summary>
internal sealed class MiniBatchStep : ITrainingStep
{
    private readonly Network _network;
    private readonly SampleBatch _batch;
    private readonly Workspace _workspace;
    private readonly BatchLoss _loss;
    private readonly BatchPasses _passes;
    private readonly FloatBuffer _gradient;
    private readonly ParameterStep _parameterStep;
    private readonly LateRows? _late;
    private readonly ParameterAverage? _average;
    private readonly FloatBuffer[] _state;
    private readonly RankGroup? _group;
    private readonly StepExchange? _exchange;
    private readonly Exchange[] _memoryExchanges;

    /// <param name="network">The network, which is trained in place.</param>
    /// <param name="samples">The training samples.</param>
    /// <param name="options">The training options.</param>
    /// <param name="group">The ranks that train together, or null for one process.</param>
    public MiniBatchStep(Network network, Samples samples, TrainingOptions options, RankGroup? group = null)
    {
        int capacity = options.BatchRows(samples.Count);
        _network = network;
        _batch = SampleBatch.ToTrainOn(samples, network, capacity, options);
        _workspace = new Workspace(network, _batch, capacity, options.EffectiveThreads, isTraining: true, options.Seed);
        _loss = new BatchLoss(_workspace, _batch, samples, options);
        _group = group;
        _exchange = group is null ? null : new StepExchange(group, network, _workspace, _batch, _loss);
        _passes = new BatchPasses(network, _workspace, _loss, options, _exchange);
        _gradient = new FloatBuffer(network.ParameterCount);
        FloatBuffer[] memory = [.. Enumerable.Range(0, options.Optimizer.StateCount).Select(_ => new FloatBuffer(network.ParameterCount))];
        ParameterUpdate update = new(network, memory, options);
        _late = LateRows.Of(network, _batch, _workspace.Pool, update, options);
        _parameterStep = new ParameterStep(network, _workspace, _gradient, update, _late, options, group?.Ranks ?? ITrainingRanks.Alone);
        _memoryExchanges = [.. memory.Select(_parameterStep.ExchangeOf).OfType<Exchange>()];
        _average = options.AverageDecay is float decay ? new ParameterAverage(network, decay) : null;
        _state = _average is null ? [network.Buffer, .. memory] : [network.Buffer, .. memory, _average.Buffer];
    }

    public long Steps { get; set; }

    public IReadOnlyList<FloatBuffer> State
    {
        get
        {
            Finish();
            foreach (Exchange exchange in _memoryExchanges)
                exchange.Run();
            return _state;
        }
    }

    public Network Result => _average?.Network ?? _network;

    /// <summary>The gradient of the last step: of the mean loss over its batch, for each parameter. Ranks on one machine have that of their own blocks.</summary>
    internal ReadOnlySpan<float> Gradient => _gradient.Span;

    public StepResult Run(ReadOnlySpan<int> rows, StepFactors factors)
    {
        NextBatch(rows);
        _passes.ForwardLossAndBackward();
        (double norm, int brokenLayer) = Step(factors);
        (double loss, int correct) = _loss.Total();
        return new StepResult(loss, correct, norm, brokenLayer);
    }

    public void Finish() => _late?.Finish();

    public void CopyResult(FloatBuffer destination)
    {
        // Steps taken earlier than needed change nothing but the time.
        Finish();
        Result.Parameters.CopyTo(destination.Span);
    }

    public int BrokenAt()
    {
        int forward = _group?.Lowest(_passes.FirstBroken) ?? _passes.FirstBroken;
        return forward < _network.Kernels.Length ? forward : _parameterStep.LastBroken ?? _network.Kernels.Length - 1;
    }

    public void Dispose()
    {
        _loss.Dispose();
        _workspace.Dispose();
    }

    private void NextBatch(ReadOnlySpan<int> rows)
    {
        Steps++;
        _batch.Take(rows, Steps);
        _workspace.BatchRows = rows.Length;
        _workspace.Share = _exchange?.Divide(rows.Length) ?? BatchShare.Whole(rows.Length, _workspace.BlockSlices);
        _workspace.Step = (ulong)Steps;
        _late?.CatchUp();
        _workspace.Prepare();
    }

    /// <summary>Updates the parameters, and what follows them: running statistics and the average.</summary>
    private (double Norm, int BrokenLayer) Step(StepFactors factors)
    {
        (double Norm, int BrokenLayer) result = _parameterStep.Run(Steps, factors);
        for (int layer = 0; layer < _network.Kernels.Length; layer++)
            _network.Kernels[layer].UpdateRunningStatistics(_workspace.Pass(layer, 0, _workspace.BatchRows, worker: 0));

        _average?.Update(Steps, _workspace.Pool);
        return result;
    }
}
