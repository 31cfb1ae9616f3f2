namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Finds a learning rate: trains for a while with a rate that grows from step to step, from so small that nothing happens to so large that the loss
/// explodes, and looks at where it fell (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3).
/// </summary>
public static class LearningRateFinder
{
    // A running mean of the loss, as single batches tell little; and how far above its best it may climb before enough is seen.
    private const double Smoothing = 0.95;
    private const double Explosion = 4;

    /// <summary>Tries rates from low to high.</summary>
    /// <param name="network">Where each try begins; not changed.</param>
    /// <param name="samples">What to learn from: labeled, of the network's input shape and classes.</param>
    /// <param name="options">How to train; the optimizer's rate and the schedule are not asked.</param>
    /// <param name="low">The first rate, above 0; 1e-6 unless told.</param>
    /// <param name="high">The last, above <paramref name="low"/>; 10 unless told.</param>
    /// <param name="steps">Steps from low to high, at least 10; 300 unless told.</param>
    /// <param name="cancellation">Ends the search; what was tried is returned.</param>
    /// <exception cref="InvalidInputException">Options and network do not fit each other, or the rates do not hold.</exception>
    public static LearningRateCurve Find(
        Network network,
        Samples samples,
        TrainingOptions options,
        double low = 1e-6,
        double high = 10,
        int steps = 300,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        if (!(low > 0 && high > low && double.IsFinite(high) && steps >= 10))
        {
            throw new InvalidInputException(
                "learning rates",
                "from above 0 to a higher one, in at least 10 steps",
                FormattableString.Invariant($"{low} to {high} in {steps}"),
                "Give such rates"
            );
        }

        options = options with { Optimizer = options.Optimizer with { LearningRate = 1 }, AverageDecay = null };
        options.Validate(network.Definition);
        Network trained = network.WithParameters(new Kernels.FloatBuffer(network.Parameters));
        using MiniBatchStep step = new(trained, samples, options);
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        RandomSource random = new(options.Seed, RandomStream.Shuffling);
        int rows = options.BatchRows(samples.Count),
            taken = order.Length;
        List<LearningRateTrial> trials = [];
        double mean = 0,
            best = double.PositiveInfinity;
        for (int i = 0; i < steps && !cancellation.IsCancellationRequested; i++)
        {
            if (taken + rows > order.Length)
            {
                random.Shuffle(order.AsSpan());
                taken = 0;
            }

            double rate = low * Math.Pow(high / low, i / (steps - 1.0));
            double loss = step.Run(order.AsSpan(taken, rows), (float)rate).Loss / rows;
            taken += rows;

            // Corrected for having begun at 0, as Adam's means are.
            mean = (Smoothing * mean) + ((1 - Smoothing) * loss);
            double smoothed = mean / (1 - Math.Pow(Smoothing, i + 1));
            if (!double.IsFinite(smoothed) || smoothed > Explosion * best)
                break;
            best = Math.Min(best, smoothed);
            trials.Add(new LearningRateTrial(rate, loss, smoothed));
        }

        return new LearningRateCurve(trials);
    }
}
