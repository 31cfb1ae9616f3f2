namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean of some measured values, and how much they differ.</summary>
/// <param name="Count">How many they are, at least 1.</param>
/// <param name="Mean">Their mean.</param>
/// <param name="StandardDeviation">The sample standard deviation, with n - 1 below; NaN for one value.</param>
public readonly record struct Spread(int Count, double Mean, double StandardDeviation)
{
    /// <summary>
    /// Half the width of the 95 % interval in which the true mean is believed to lie, by Student's t with n - 1 degrees of freedom, for values from a normal
    /// distribution; NaN for one value.
    /// </summary>
    public double HalfWidth => Count < 2 ? double.NaN : StudentT.TwoSidedQuantile(0.95, Count - 1) * StandardDeviation / Math.Sqrt(Count);

    /// <summary>The spread of these values.</summary>
    /// <param name="values">At least one.</param>
    public static Spread Of(IReadOnlyCollection<double> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfZero(values.Count, nameof(values));
        double mean = values.Average(),
            squares = values.Sum(value => (value - mean) * (value - mean));
        return new(values.Count, mean, values.Count < 2 ? double.NaN : Math.Sqrt(squares / (values.Count - 1)));
    }
}
