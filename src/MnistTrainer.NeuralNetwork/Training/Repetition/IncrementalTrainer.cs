using System.Diagnostics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains incrementally on samples as they arrive; the state of the optimizer and of the averages is kept between calls. Not thread-safe.
/// </summary>
public sealed class IncrementalTrainer
{
    private readonly TrainingOptions _options;
    private readonly Network _network;
    private readonly RandomSource _random;
    private FloatBuffer[]? _state;
    private readonly List<EpochResult> _epochs = [];
    private FloatBuffer _result;
    private long _steps;
    private EpochTotals _totals;

    /// <param name="network">The initial network; not changed.</param>
    /// <param name="options">The training options. The number of epochs is ignored, and the schedule must be constant.</param>
    /// <exception cref="InvalidInputException">The options are incompatible with the network or with incremental training.</exception>
    public IncrementalTrainer(Network network, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(network.Definition);
        if (options.Schedule != LearningRateSchedule.Constant)
            throw new InvalidInputException(
                "incremental training",
                "a constant learning rate",
                $"the schedule {options.Schedule}",
                "Train without a schedule: the number of steps is not known in advance"
            );
        _options = options;
        _network = network.WithParameters(new FloatBuffer(network.Parameters));
        _result = _network.Buffer;
        _random = new RandomSource(options.Seed, RandomStream.Shuffling);
    }

    /// <summary>A copy of the current network, with the completed epochs as its history.</summary>
    public Network Network => _network.WithParameters(new FloatBuffer(_result.Span)).WithHistory(_epochs);

    /// <summary>The number of samples trained on.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>The number of threads used.</summary>
    public int Threads => _options.EffectiveThreads;

    /// <summary>The completed epochs.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Trains on each of the samples once, in random order.</summary>
    /// <param name="samples">Labeled samples with the network's input shape and classes.</param>
    /// <returns>The mean loss of the samples, each measured just before the step that trained on it.</returns>
    /// <exception cref="InvalidInputException">
    /// The samples do not match the network, or the loss or gradient became non-finite; the network is then unchanged.
    /// </exception>
    public double Learn(Samples samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        long started = Stopwatch.GetTimestamp();
        new TrainingTask(_options with { EarlyStopping = null }, samples).Check(_network.Definition);
        FloatBuffer before = new(_network.Parameters);
        using ITrainingStep step = TrainingSteps.Create(_network, _options.ClassWeights?.Apply(samples) ?? samples, _options);
        step.Steps = _steps;
        foreach ((FloatBuffer mine, FloatBuffer kept) in step.State.Zip(_state ?? []))
            kept.Span.CopyTo(mine.Span);

        EpochTotals totals = Pass(step, samples.Count, before);
        step.Finish();
        _steps = step.Steps;
        _state = [.. step.State.Select(buffer => new FloatBuffer(buffer.Span))];
        _result = step.Result.Buffer;
        totals.EarlierDuration = Stopwatch.GetElapsedTime(started);
        _totals.Add(totals);
        SamplesSeen += samples.Count;
        return totals.Loss / samples.Count;
    }

    private EpochTotals Pass(ITrainingStep step, int samples, FloatBuffer before)
    {
        int[] order = [.. Enumerable.Range(0, samples)];
        _random.Shuffle(order.AsSpan());
        EpochTotals totals = default;
        int rows = _options.BatchRows(order.Length);
        for (int first = 0; first < order.Length; first += rows)
        {
            int count = Math.Min(rows, order.Length - first);
            StepResult result = step.Run(order.AsSpan(first, count), new(1));
            totals.Add(result, count, _options.Optimizer.LearningRate);
            if (!double.IsFinite(result.Loss) || result.BrokenLayer >= 0)
            {
                before.Span.CopyTo(_network.Buffer.Span);
                throw new InvalidInputException(
                    $"incremental training, sample {first + 1}",
                    "a finite loss and gradient",
                    FormattableString.Invariant($"{result.Loss} and {result.GradientNorm}"),
                    "Lower the learning rate, clip the gradient, or check the samples"
                );
            }
        }

        return totals;
    }

    /// <summary>
    /// Ends an epoch, which comprises all samples since the last call: for data too large for memory, one pass over all of it.
    /// </summary>
    /// <param name="validation">Samples to measure loss and accuracy on, or null.</param>
    /// <exception cref="InvalidOperationException">There was no training since the last call.</exception>
    public EpochResult EndEpoch(Samples? validation = null)
    {
        if (_totals.Samples == 0)
            throw new InvalidOperationException("There was no training since the last epoch.");
        using Validation? measured = validation is null ? null : new Validation(Network, validation, _options);
        EpochResult result = _totals.ToResult(_epochs.Count + 1, TimeSpan.Zero, measured?.Measure());
        _epochs.Add(result);
        _totals = default;
        return result;
    }
}
