namespace MnistTrainer.NeuralNetwork;

/// <summary>A confidence interval of a measured proportion.</summary>
/// <param name="Lower">The lower bound, at least 0.</param>
/// <param name="Upper">The upper bound, at most 1.</param>
public readonly record struct ConfidenceInterval(double Lower, double Upper)
{
    // The 0.975 quantile of the normal distribution: 95 % of values lie within this many standard deviations.
    private const double Z = 1.959964;

    /// <summary>
    /// The 95 % Wilson score interval of a proportion, without continuity correction (E. B. Wilson, "Probable inference, the law of
    /// succession, and statistical inference", J. Amer. Stat. Assoc. 22, 1927). It stays within 0..1 and has a nonzero width even if every
    /// trial succeeds or fails.
    /// </summary>
    /// <param name="successes">The number of successes, from 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">The number of trials, at least 0; with 0, the interval is 0..1.</param>
    public static ConfidenceInterval Wilson(long successes, long trials)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (trials == 0)
            return new(0, 1);

        double n = trials,
            failures = trials - successes;
        double center = successes + (Z * Z / 2);
        double halfWidth = Z * Math.Sqrt((successes * failures / n) + (Z * Z / 4));
        double scale = n + (Z * Z);
        return new(Math.Max(0, (center - halfWidth) / scale), Math.Min(1, (center + halfWidth) / scale));
    }
}
