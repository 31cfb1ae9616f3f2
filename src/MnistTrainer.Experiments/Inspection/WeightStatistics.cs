namespace MnistTrainer.Experiments;

/// <summary>The distribution of some weights.</summary>
/// <param name="Count">The number of weights.</param>
/// <param name="Mean">The mean; NaN without weights.</param>
/// <param name="StandardDeviation">The population standard deviation; NaN without weights.</param>
/// <param name="Minimum">The minimum; positive infinity without weights.</param>
/// <param name="Maximum">The maximum; negative infinity without weights.</param>
public sealed record WeightStatistics(int Count, double Mean, double StandardDeviation, double Minimum, double Maximum)
{
    /// <summary>Computes the statistics of some weights.</summary>
    /// <param name="weights">The weights.</param>
    public static WeightStatistics Of(ReadOnlySpan<float> weights)
    {
        (double sum, double minimum, double maximum) = (0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (float weight in weights)
        {
            sum += weight;
            minimum = Math.Min(minimum, weight);
            maximum = Math.Max(maximum, weight);
        }

        double mean = sum / weights.Length,
            squares = 0;
        foreach (float weight in weights)
            squares += (weight - mean) * (weight - mean);
        return new WeightStatistics(weights.Length, mean, Math.Sqrt(squares / weights.Length), minimum, maximum);
    }
}
