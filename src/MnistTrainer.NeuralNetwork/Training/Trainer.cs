using System.Diagnostics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains networks by stochastic gradient descent: epochs of all samples in a new random order each, cut into batches; one step a batch.
/// </summary>
public sealed class Trainer
{
    private readonly TrainingOptions _options;

    /// <param name="options">How to train; checked against the network when training begins.</param>
    public Trainer(TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
    }

    /// <summary>Trains a network, beginning with the parameters that it has.</summary>
    /// <param name="network">Where to begin; not changed.</param>
    /// <param name="samples">What to learn: labelled, of the network's input shape and classes.</param>
    /// <param name="validation">Samples that accuracy is measured on after every epoch, or null. Nothing is learned from them.</param>
    /// <param name="observer">Told of every step and epoch, or null.</param>
    /// <param name="cancellation">Ends training after the step under way; the result is what was reached by then.</param>
    /// <exception cref="InvalidInputException">
    /// Options, network and samples do not fit each other, or the loss is no longer a number.
    /// </exception>
    public TrainingResult Train(
        Network network,
        Samples samples,
        Samples? validation = null,
        ITrainingObserver? observer = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        _options.Validate(network.Definition);
        CheckSamples(network.Definition, samples, "training");
        if (validation is not null)
            CheckSamples(network.Definition, validation, "validation");
        if (_options.Augmentation is not null && samples is not Samples<byte>)
        {
            throw new InvalidInputException(
                "training samples", "pixels kept as bytes, which augmentation changes", "floats", "Give whole numbers from 0 to 255, or train without augmentation");
        }

        Network trained = network.WithParameters(new Kernels.FloatBuffer(network.Parameters));
        using ITrainingStep step = OnlineStep.Fits(trained, _options)
            ? new OnlineStep(trained, samples, _options)
            : new MiniBatchStep(trained, samples, _options);
        using BulkScorer? scorer = validation is null ? null : new BulkScorer(step.Result, validation, _options.EffectiveThreads);
        RandomSource random = new(_options.Seed, RandomStream.Shuffling);
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        List<EpochResult> epochs = [];
        long seen = 0;
        for (int epoch = 1; epoch <= _options.Epochs && !cancellation.IsCancellationRequested; epoch++)
        {
            long started = Stopwatch.GetTimestamp();
            random.Shuffle(order.AsSpan());
            (int learned, double loss) = RunEpoch(epoch, order, step, epochs, observer, cancellation);
            TimeSpan duration = Stopwatch.GetElapsedTime(started);
            seen += learned;
            if (learned < order.Length)
                break;
            EpochResult result = new(epoch, loss / learned, scorer?.Measure(CancellationToken.None).MicroAccuracy, duration);
            epochs.Add(result);
            observer?.OnEpoch(result);
        }

        return new TrainingResult(step.Result, epochs, seen, _options.EffectiveThreads, seen < (long)_options.Epochs * order.Length);
    }

    private (int Learned, double Loss) RunEpoch(
        int epoch, int[] order, ITrainingStep step, List<EpochResult> history, ITrainingObserver? observer, CancellationToken cancellation)
    {
        int batch = _options.BatchRows(order.Length), steps = (order.Length + batch - 1) / batch;
        int learned = 0;
        double loss = 0;
        while (learned < order.Length && !cancellation.IsCancellationRequested)
        {
            int count = Math.Min(batch, order.Length - learned);
            double done = (epoch - 1 + ((double)learned / order.Length)) / _options.Epochs;
            SchedulePosition position = new(step.Steps + 1, steps, _options.Epochs, done, history);
            loss += step.Run(order.AsSpan(learned, count), _options.Schedule.Factor(position)).Loss;
            learned += count;
            if (!double.IsFinite(loss))
            {
                throw new InvalidInputException(
                    $"training, epoch {epoch}, sample {learned}",
                    "a finite loss",
                    FormattableString.Invariant($"{loss}"),
                    FormattableString.Invariant(
                        $"The steps are too large for this network and data: lower the learning rate, which was {_options.Optimizer.LearningRate}"));
            }

            observer?.OnStep(new TrainingProgress(epoch, _options.Epochs, learned, order.Length, loss / learned));
        }

        step.Finish();
        return (learned, loss);
    }

    private static void CheckSamples(NetworkDefinition network, Samples samples, string role)
    {
        if (samples.Shape.Size != network.InputShape.Size)
        {
            throw new InvalidInputException(
                $"{role} samples", $"pictures of {network.InputShape}", $"pictures of {samples.Shape}", "Train a network for this size, or scale the pictures");
        }

        if (samples.Count == 0)
            throw new InvalidInputException($"{role} samples", "at least one", "none", "Give some");
        if (!samples.HasLabels)
            throw new InvalidInputException($"{role} samples", "a label for every sample", "none", "Give data that has labels");
        if (!samples.ClassNames.SequenceEqual(network.ClassNames, StringComparer.Ordinal))
        {
            throw new InvalidInputException(
                $"{role} samples",
                $"the classes {string.Join(", ", network.ClassNames)}",
                string.Join(", ", samples.ClassNames),
                "Give data that has the network's classes");
        }
    }
}
