using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// Teaches a network a few images in seconds and changes its other predictions as little as possible: it is fine-tuned on these images and some of its training images,
/// and then its weights move from the old to the new values only as far as the new images require. Accuracy on other images decreases near the new weights, not
/// near the old ones (M. Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
/// </summary>
public sealed record Lesson
{
    private const int Steps = 10;

    /// <summary>The training. Default: one epoch of Adam at 0.0005 with a cosine schedule.</summary>
    public FineTuning Tuning { get; init; } = new() { Training = new FineTuning().Training with { Epochs = 1 } };

    /// <summary>The number of original training images that are mixed with the new ones, at least 1; all if there are fewer. Default: 10,000.</summary>
    public int KnownImages { get; init; } = 10_000;

    /// <summary>The target probability of the class of each new image, above 0 and below 1. Default: 0.9.</summary>
    public double WantedProbability { get; init; } = 0.9;

    /// <summary>The time limit of fine-tuning, above 0. Default: 6 seconds.</summary>
    public TimeSpan MaximumDuration { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Teaches a network, and evaluates it on the test samples before and after.</summary>
    /// <param name="network">The network; it is not changed.</param>
    /// <param name="known">The original training data.</param>
    /// <param name="taught">The new images, including those of earlier lessons.</param>
    /// <param name="before">The network's metrics on the test samples, if known. Default: null, to measure them.</param>
    /// <param name="progress">Receives the fraction of the work done, from 0 to 1. Default: null.</param>
    /// <param name="cancellation">Cancels the lesson.</param>
    /// <exception cref="InvalidInputException">The data is unsuitable for the network, or training diverged.</exception>
    /// <exception cref="OperationCanceledException">The lesson was canceled.</exception>
    public LessonReport Run(
        Network network,
        TrainingData known,
        AddedImages taught,
        ClassificationMetrics? before = null,
        IProgress<double>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(known);
        known.RequireMemory("a lesson");
        ArgumentNullException.ThrowIfNull(taught);
        LessonProgress shares = new(progress, before is null);
        Samples<byte> test = ClassAlignment.Align(new Dataset(known.Name, known.Test, []), network.Definition);
        before ??= Evaluation.Measure(network, test, shares.Measuring(test.Count), cancellation).Metrics;
        (Network moved, double share) = Teach(network, PartOf(known, taught.Samples.Count), taught, shares, cancellation);
        ClassificationMetrics after = Evaluation.Measure(moved, test, shares.Measuring(test.Count), cancellation).Metrics;
        return new LessonReport(before, after, share)
        {
            Network = moved.WithMetadata(FineTuning.MetadataOf(network.Definition, taught, after)),
        };
    }

    private (Network Moved, double Share) Teach(
        Network network,
        TrainingData known,
        AddedImages taught,
        LessonProgress progress,
        CancellationToken cancellation
    )
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(MaximumDuration);
        TrainingResult tuned = Tuning.Train(network, known, taught, progress, limit.Token);
        cancellation.ThrowIfCancellationRequested();
        if (tuned.Divergence is Divergence divergence)
            throw new InvalidInputException($"{divergence.Message} The network is unchanged.");
        for (int step = 1; step < Steps; step++)
        {
            Network moved = Between(network, tuned.Network, (float)step / Steps);
            if (LeastProbability(moved, taught.Samples) >= WantedProbability)
                return (moved, (double)step / Steps);
        }

        return (Between(network, tuned.Network, 1), 1);
    }

    // Different rows for each number of new images, so that rows that one lesson omits are used in another.
    private TrainingData PartOf(TrainingData known, int taught)
    {
        int[] rows = [.. Enumerable.Range(0, known.Train.Count)];
        new RandomSource(Tuning.Training.Seed + (ulong)taught).Shuffle(rows.AsSpan());
        return known with { Train = (Samples<byte>)known.Train.Subset(rows.AsSpan(0, Math.Min(rows.Length, KnownImages))) };
    }

    private static Network Between(Network from, Network to, float share)
    {
        float[] parameters = to.Parameters.ToArray();
        ReadOnlySpan<float> old = from.Parameters;
        for (int i = 0; i < parameters.Length; i++)
            parameters[i] = share == 1 ? parameters[i] : old[i] + (share * (parameters[i] - old[i]));
        return Network.Create(from.Definition, parameters);
    }

    private static float LeastProbability(Network network, Samples<byte> samples)
    {
        float least = 1;
        using BulkScorer scorer = new(network, samples, threads: 1);
        scorer.Score((row, probabilities) => least = Math.Min(least, probabilities[samples.Labels[row]]), CancellationToken.None);
        return least;
    }
}
