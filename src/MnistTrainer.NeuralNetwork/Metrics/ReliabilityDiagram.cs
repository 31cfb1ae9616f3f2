using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The predictions whose probabilities lie in a bin.</summary>
/// <param name="Lower">The lower bound of the bin, 0 to 1, inclusive.</param>
/// <param name="Upper">The upper bound, exclusive except for 1.</param>
/// <param name="Count">The number of predictions.</param>
/// <param name="Confidence">Their mean probability, 0 to 1; 0 if there are none.</param>
/// <param name="Accuracy">The fraction of them that are correct, 0 to 1; 0 if there are none.</param>
public readonly record struct ReliabilityBin(double Lower, double Upper, long Count, double Confidence, double Accuracy);

/// <summary>
/// Confidence against accuracy (C. Guo, G. Pleiss, Y. Sun, K. Weinberger, "On Calibration of Modern Neural Networks", 2017, section 2): if a network is calibrated,
/// 80 % of its predictions with a probability of 80 % are correct.
/// </summary>
public static class ReliabilityDiagram
{
    /// <summary>The default number of bins: 15, as in the paper.</summary>
    public const int DefaultBins = 15;

    /// <summary>Counts predictions in bins of equal width.</summary>
    /// <param name="predictions">The probability of each prediction, 0 to 1, and whether it is correct. NaN is in the first bin.</param>
    /// <param name="bins">The number of bins, at least 1. Default: <see cref="DefaultBins"/>.</param>
    /// <returns>All bins from 0 to 1, empty ones included.</returns>
    public static ImmutableArray<ReliabilityBin> Of(IEnumerable<(double Probability, bool IsCorrect)> predictions, int bins = DefaultBins)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        long[] counts = new long[bins],
            correct = new long[bins];
        double[] probabilities = new double[bins];
        foreach ((double probability, bool isCorrect) in predictions)
        {
            int bin = Math.Clamp((int)(probability * bins), 0, bins - 1);
            counts[bin]++;
            correct[bin] += isCorrect ? 1 : 0;
            probabilities[bin] += probability;
        }

        return
        [
            .. Enumerable
                .Range(0, bins)
                .Select(i => new ReliabilityBin(
                    (double)i / bins,
                    (i + 1.0) / bins,
                    counts[i],
                    probabilities[i] / Math.Max(1, counts[i]),
                    (double)correct[i] / Math.Max(1, counts[i])
                )),
        ];
    }

    /// <summary>The expected calibration error, <c>ECE = Σ |B| / n · |accuracy(B) − confidence(B)|</c> over all bins B of n predictions (equation 3 of the paper), 0 to 1.</summary>
    /// <param name="bins">The bins.</param>
    /// <returns>The error; 0 without predictions.</returns>
    public static double CalibrationError(IReadOnlyCollection<ReliabilityBin> bins)
    {
        ArgumentNullException.ThrowIfNull(bins);
        return bins.Sum(bin => bin.Count * Math.Abs(bin.Accuracy - bin.Confidence)) / Math.Max(1, bins.Sum(bin => bin.Count));
    }
}
