namespace MnistTrainer.NeuralNetwork;

/// <summary>The errors of estimates of numbers. Immutable.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="MeanAbsolute">The mean of |estimate - target|, in the unit of the target.</param>
/// <param name="RootMeanSquared">The square root of the mean of (estimate - target)², in the unit of the target.</param>
/// <param name="Baseline">The root mean squared error of always predicting the mean of these targets, which is their standard deviation.</param>
public sealed record RegressionErrors(long Count, double MeanAbsolute, double RootMeanSquared, double Baseline)
{
    /// <summary>
    /// R², the fraction of the variance of the targets that the estimates explain: 1 - (error / baseline)². 1 is perfect, 0 is no better than the mean, and below 0 is
    /// worse. NaN if all targets are equal.
    /// </summary>
    public double RSquared => Baseline == 0 ? double.NaN : 1 - (RootMeanSquared / Baseline * (RootMeanSquared / Baseline));

    /// <summary>Computes the errors of estimates.</summary>
    /// <param name="targets">The true numbers, at least one.</param>
    /// <param name="estimates">One estimate for each target.</param>
    /// <exception cref="ArgumentException">There are no targets, or the number of estimates differs.</exception>
    public static RegressionErrors Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> estimates)
    {
        ArgumentOutOfRangeException.ThrowIfZero(targets.Length, nameof(targets));
        ArgumentOutOfRangeException.ThrowIfNotEqual(estimates.Length, targets.Length, nameof(estimates));
        double mean = 0;
        foreach (float target in targets)
            mean += (double)target / targets.Length;
        if (!targets.ContainsAnyExcept(targets[0]))
            mean = targets[0]; // The sum of equal numbers is rounded.
        double absolute = 0,
            squared = 0,
            around = 0;
        for (int row = 0; row < targets.Length; row++)
        {
            double error = (double)estimates[row] - targets[row],
                deviation = targets[row] - mean;
            absolute += Math.Abs(error);
            squared += error * error;
            around += deviation * deviation;
        }

        return new RegressionErrors(
            targets.Length,
            absolute / targets.Length,
            Math.Sqrt(squared / targets.Length),
            Math.Sqrt(around / targets.Length)
        );
    }
}
