using System.Diagnostics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Learns from samples as they come, again and again: what the optimizer and the averages remember is kept from call to call. Not safe for several
/// threads at once.
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
    private EpochTally _tally;

    /// <param name="network">Where to begin; not changed.</param>
    /// <param name="options">How to learn. There is no end to come to, so epochs do not matter, and the schedule must be constant.</param>
    /// <exception cref="InvalidInputException">Options and network do not fit each other.</exception>
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
                "Train without a schedule: nobody knows where the end is"
            );
        _options = options;
        _network = network.WithParameters(new FloatBuffer(network.Parameters));
        _result = _network.Buffer;
        _random = new RandomSource(options.Seed, RandomStream.Shuffling);
    }

    /// <summary>The network as it is now, with the epochs that were ended as its history: a copy.</summary>
    public Network Network => _network.WithParameters(new FloatBuffer(_result.Span)).WithHistory(_epochs);

    /// <summary>How many times a sample was learned from.</summary>
    public long SamplesSeen { get; private set; }

    /// <summary>Threads that work.</summary>
    public int Threads => _options.EffectiveThreads;

    /// <summary>The epochs that were ended.</summary>
    public IReadOnlyList<EpochResult> Epochs => _epochs;

    /// <summary>Learns from each of these samples once, in a random order.</summary>
    /// <param name="samples">Labeled, of the network's input shape and classes.</param>
    /// <returns>Their mean loss, each measured just before it was learned from.</returns>
    /// <exception cref="InvalidInputException">
    /// The samples do not fit, or the loss is no longer a finite number; the network is then what it was before this call.
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

        int[] order = [.. Enumerable.Range(0, samples.Count)];
        _random.Shuffle(order.AsSpan());
        EpochTally tally = default;
        int rows = _options.BatchRows(order.Length);
        for (int first = 0; first < order.Length; first += rows)
        {
            int count = Math.Min(rows, order.Length - first);
            StepResult result = step.Run(order.AsSpan(first, count), 1);
            tally.Add(result, count, _options.Optimizer.LearningRate);
            if (!double.IsFinite(result.Loss) || result.BrokenLayer >= 0)
            {
                before.Span.CopyTo(_network.Buffer.Span);
                throw new InvalidInputException(
                    $"incremental training, sample {first + 1}",
                    "a finite loss and gradient",
                    FormattableString.Invariant($"{result.Loss} and {result.GradientNorm}"),
                    "Lower the learning rate, clip the gradient, or look at the samples"
                );
            }
        }

        step.Finish();
        _steps = step.Steps;
        _state = [.. step.State.Select(buffer => new FloatBuffer(buffer.Span))];
        _result = step.Result.Buffer;
        tally.Before = Stopwatch.GetElapsedTime(started);
        _tally.Add(tally);
        SamplesSeen += samples.Count;
        return tally.Loss / samples.Count;
    }

    /// <summary>Says what was learned since the last call, as one epoch: where data is too large for memory, one pass over all of it.</summary>
    /// <param name="validation">Samples that loss and accuracy are measured on, or null.</param>
    /// <exception cref="InvalidOperationException">Nothing was learned.</exception>
    public EpochResult EndEpoch(Samples? validation = null)
    {
        if (_tally.Learned == 0)
            throw new InvalidOperationException("Nothing was learned since the last epoch.");
        using Validation? measured = validation is null ? null : new Validation(Network, validation, _options);
        EpochResult result = _tally.ToResult(_epochs.Count + 1, TimeSpan.Zero, measured?.Measure());
        _epochs.Add(result);
        _tally = default;
        return result;
    }
}
