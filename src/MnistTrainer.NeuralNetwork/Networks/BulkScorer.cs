using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Scores many samples in batches, which are divided among threads by slices of rows.</summary>
public sealed class BulkScorer : IDisposable
{
    internal const int BatchRows = 1024;

    private readonly Samples _samples;
    private readonly SampleBatch _batch;
    private readonly Workspace _workspace;
    private readonly ForwardWork _work;
    private readonly int[] _rows;
    private readonly int _classes;
    private readonly MemberSpread? _spread;

    /// <param name="network">The network; its parameters are read again for each scoring.</param>
    /// <param name="samples">The samples, with the network's input size.</param>
    /// <param name="threads">The number of threads, at least 1.</param>
    public BulkScorer(Network network, Samples samples, int threads)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentOutOfRangeException.ThrowIfNotEqual(samples.Shape.Size, network.Definition.InputShape.Size, nameof(samples));
        int capacity = Math.Clamp(samples.Count, 1, BatchRows);
        _samples = samples;
        _rows = new int[capacity];
        _classes = network.Definition.ClassNames.Length;
        _batch = SampleBatch.ToScore(samples, network, capacity, threads);
        _workspace = new Workspace(network, _batch, capacity, threads, isTraining: false);
        _work = new ForwardWork(_workspace, network.Definition);
    }

    /// <summary>Receives the network's outputs for some rows, before they are converted to probabilities. Called by several threads at once.</summary>
    /// <param name="firstRow">The first row of the samples.</param>
    /// <param name="outputs">The outputs, row by row, one for each class; valid during the call.</param>
    internal delegate void OutputReader(int firstRow, ReadOnlySpan<float> outputs);

    /// <summary>Whether the deviation over the members of an ensemble is measured. Default: false.</summary>
    public bool MeasuresDeviations
    {
        get => _spread is not null;
        init => _spread = value ? _workspace.MeasureSpread() : null;
    }

    /// <summary>Called for every slice of rows, or null.</summary>
    internal OutputReader? OutputsReady
    {
        get => _work.OutputsReady;
        init => _work.OutputsReady = value;
    }

    /// <summary>Receives the outputs for one row.</summary>
    /// <param name="row">The row of the samples.</param>
    /// <param name="probabilities">One for each class; valid during the call.</param>
    public delegate void ProbabilityReceiver(int row, ReadOnlySpan<float> probabilities);

    /// <summary>Scores all samples and passes the probabilities to a receiver in the order of the rows, on the calling thread.</summary>
    /// <param name="receive">Called for every row.</param>
    /// <param name="cancellation">Cancels the scoring.</param>
    /// <exception cref="OperationCanceledException">Scoring was canceled.</exception>
    public void Score(ProbabilityReceiver receive, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(receive);
        Prepare();
        for (int first = 0; first < _samples.Count; first += _rows.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            int count = Math.Min(_rows.Length, _samples.Count - first);
            ReadOnlySpan<float> outputs = ScoreBatch(first, count);
            for (int i = 0; i < count; i++)
                receive(first + i, outputs.Slice(i * _classes, _classes));
        }
    }

    /// <summary>
    /// The standard deviation over the members of an ensemble, as <see cref="Scorer.Score(ReadOnlySpan{float}, Span{float}, Span{float})"/> has it, of each output for a row;
    /// valid while the row is being received. Empty for a single network, or without <see cref="MeasuresDeviations"/>.
    /// </summary>
    /// <param name="row">The row of the samples.</param>
    public ReadOnlySpan<float> Deviations(int row) => _spread is null ? [] : _spread.Of(row - _work.FirstRow);

    /// <summary>Scores all samples, which must have labels, and measures the result.</summary>
    /// <param name="cancellation">Cancels the scoring.</param>
    /// <exception cref="OperationCanceledException">Scoring was canceled.</exception>
    public ClassificationMetrics Measure(CancellationToken cancellation = default)
    {
        MetricsAccumulator accumulator = new(_samples.ClassNames);
        Score((row, probabilities) => accumulator.Add(_samples.Labels[row], probabilities), cancellation);
        return accumulator.ToMetrics();
    }

    /// <summary>Updates the data derived from the parameters; call before <see cref="ScoreBatch"/>.</summary>
    internal void Prepare() => _workspace.Prepare();

    /// <summary>Scores a batch of rows.</summary>
    /// <param name="first">The first row.</param>
    /// <param name="count">The number of rows, at most 1024.</param>
    /// <returns>The outputs, row by row; valid until the next call.</returns>
    internal ReadOnlySpan<float> ScoreBatch(int first, int count)
    {
        for (int i = 0; i < count; i++)
            _rows[i] = first + i;
        _batch.Take(_rows.AsSpan(0, count));
        (_work.FirstRow, _work.Rows) = (first, count);
        _workspace.Pool.Run(_work, Workspace.Slices(count));
        return _workspace.Outputs[..(count * _classes)];
    }

    /// <summary>Stops the threads.</summary>
    public void Dispose() => _workspace.Dispose();

    private sealed class ForwardWork(Workspace workspace, NetworkDefinition definition) : IParallelWork
    {
        public int FirstRow { get; set; }

        public int Rows { get; set; }

        public OutputReader? OutputsReady { get; set; }

        public void Do(int job, int worker)
        {
            int classes = definition.ClassNames.Length,
                from = job * Workspace.SliceRows,
                to = Math.Min(from + Workspace.SliceRows, Rows);
            workspace.Forward(from, to, worker);
            Span<float> outputs = workspace.Outputs[(from * classes)..(to * classes)];
            OutputsReady?.Invoke(FirstRow + from, outputs);
            OutputScores.FromOutputs(definition, outputs);
        }
    }
}
