namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Finds a learning rate by a range test: trains with a rate that increases at every step, from a rate too small to have an effect until the loss
/// explodes (Smith 2017, "Cyclical Learning Rates for Training Neural Networks", section 3.3).
/// </summary>
public static class LearningRateFinder
{
    // The decades of the learning rate that the moving average of the loss spans, and the multiple of its minimum at which the test ends.
    private const double Span = 0.25;
    private const double Explosion = 4;

    /// <summary>Runs the test with rates from low to high.</summary>
    /// <param name="network">The initial network; not changed.</param>
    /// <param name="samples">The training samples: labeled, with the network's input shape and classes.</param>
    /// <param name="options">The training options; the optimizer's learning rate and the schedule are ignored.</param>
    /// <param name="low">The first rate, above 0. Default: 1e-6.</param>
    /// <param name="high">The last rate, above <paramref name="low"/>. Default: 10.</param>
    /// <param name="steps">The number of steps, at least 10. Default: 300.</param>
    /// <param name="cancellation">Ends the test; the trials so far are returned.</param>
    /// <exception cref="InvalidInputException">The options are incompatible with the network, or the rates are invalid.</exception>
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
                "a lower bound above 0, a higher upper bound, and at least 10 steps",
                FormattableString.Invariant($"{low} to {high} in {steps} steps"),
                "Change the range or the number of steps"
            );
        }

        options = options with { Optimizer = options.Optimizer with { LearningRate = 1 }, AverageDecay = null };
        options.Validate(network.Definition);
        Network trained = network.WithParameters(new Kernels.FloatBuffer(network.Parameters));
        using MiniBatchStep step = new(trained, samples, options);
        double[] rates = [.. Enumerable.Range(0, steps).Select(i => low * Math.Pow(high / low, i / (steps - 1.0)))];
        return LearningRateCurve.Of(rates, Losses(step, samples, options, rates, cancellation));
    }

    /// <summary>Returns the loss before each step, up to the explosion of the loss.</summary>
    private static List<double> Losses(
        MiniBatchStep step,
        Samples samples,
        TrainingOptions options,
        double[] rates,
        CancellationToken cancellation
    )
    {
        int[] order = [.. Enumerable.Range(0, samples.Count)];
        RandomSource random = new(options.Seed, RandomStream.Shuffling);
        int rows = options.BatchRows(samples.Count),
            taken = order.Length;
        List<double> losses = [];
        double keep = Math.Exp(-Math.Log10(rates[1] / rates[0]) / Span),
            mean = 0,
            best = double.PositiveInfinity;
        foreach (double rate in rates)
        {
            if (cancellation.IsCancellationRequested)
                break;
            if (taken + rows > order.Length)
            {
                random.Shuffle(order.AsSpan());
                taken = 0;
            }

            double loss = step.Run(order.AsSpan(taken, rows), new((float)rate)).Loss / rows;
            taken += rows;

            // Corrected for the initial value 0, as in Adam.
            mean = (keep * mean) + ((1 - keep) * loss);
            double smoothed = mean / (1 - Math.Pow(keep, losses.Count + 1));
            if (!double.IsFinite(smoothed) || smoothed > Explosion * best)
                break;
            best = Math.Min(best, smoothed);
            losses.Add(loss);
        }

        return losses;
    }
}
