namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean and standard deviation of repeated measurements.</summary>
/// <param name="Count">The number of values, at least 1.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The sample standard deviation (denominator n - 1); NaN for one value.</param>
public readonly record struct Spread(int Count, double Mean, double StandardDeviation)
{
    /// <summary>
    /// Half the width of the 95 % confidence interval of the mean, by Student's t with n - 1 degrees of freedom, assuming normally
    /// distributed values; NaN for one value.
    /// </summary>
    public double HalfWidth => Count < 2 ? double.NaN : StudentT.TwoSidedQuantile(0.95, Count - 1) * StandardDeviation / Math.Sqrt(Count);

    /// <summary>Computes the mean and standard deviation of values.</summary>
    /// <param name="values">The values, at least one.</param>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        double mean = values.Average(),
            squares = values.Sum(value => (value - mean) * (value - mean));
        return new(values.Count, mean, values.Count < 2 ? double.NaN : Math.Sqrt(squares / (values.Count - 1)));
    }
}
