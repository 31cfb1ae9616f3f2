using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images;

/// <summary>Measures the <see cref="RejectionCalibration"/> of a network on images known to show a single digit or not.</summary>
public static class RejectionMeasurement
{
    // One digit in this number may be rejected, of those that the threshold is set on; they are written up to the limit of legibility, so that of ordinary ones fewer are.
    private const int DigitsPerRejection = 1_300;

    // The minimum threshold, however easy the images were.
    private const double MinimumThreshold = 0.95;

    /// <summary>
    /// Fits the logistic model with digits and others weighted equally, so that the prior probability of a digit is one half; then sets the
    /// threshold so that one digit in 1,300 exceeds it.
    /// </summary>
    /// <param name="recognizer">A recognizer of digits.</param>
    /// <param name="shapes">Images of 28x28 pixels, labeled by the ten digits, letter, scribble, several, part. Parts of digits
    /// are ignored.</param>
    /// <param name="cancellation">Cancels recognition.</param>
    public static RejectionCalibration Fit(ImageRecognizer recognizer, Samples<byte> shapes, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(shapes);
        recognizer.CheckReadsDigits();
        ShapeEvidence[] evidence = Gather(recognizer, shapes, cancellation);
        ShapeEvidence[] digits = [.. evidence.Where((_, row) => shapes.Labels[row] < ShapeLikelihoods.Digits)];
        ShapeEvidence[] others =
        [
            .. evidence.Where((_, row) => shapes.Labels[row] is >= ShapeLikelihoods.Digits and not (int)ShapeKind.Part),
        ];
        RejectionCalibration fitted = LogisticFit.Of(digits, others);
        double[] doubts = [.. digits.Select(fitted.Doubt).OrderDescending()];
        return fitted with { Threshold = Math.Clamp(doubts[doubts.Length / DigitsPerRejection], MinimumThreshold, 1) };
    }

    /// <summary>The share of images of each class that a calibration rejects.</summary>
    /// <param name="recognizer">A recognizer of digits.</param>
    /// <param name="shapes">Images of 28x28 pixels, labeled by any classes.</param>
    /// <param name="calibration">The calibration to measure.</param>
    /// <param name="cancellation">Cancels recognition.</param>
    public static double[] RejectedShares(
        ImageRecognizer recognizer,
        Samples<byte> shapes,
        RejectionCalibration calibration,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(calibration);
        ShapeEvidence[] evidence = Gather(recognizer, shapes, cancellation);
        return
        [
            .. Enumerable
                .Range(0, shapes.ClassNames.Count)
                .Select(label =>
                    Enumerable
                        .Range(0, shapes.Count)
                        .Where(row => shapes.Labels[row] == label)
                        .Select(row => calibration.Doubt(evidence[row]) > calibration.Threshold ? 1.0 : 0)
                        .DefaultIfEmpty()
                        .Average()
                ),
        ];
    }

    private static ShapeEvidence[] Gather(ImageRecognizer recognizer, Samples<byte> shapes, CancellationToken cancellation)
    {
        ShapeEvidence[] evidence = new ShapeEvidence[shapes.Count];
        Parallel.For(
            0,
            shapes.Count,
            new ParallelOptions { CancellationToken = cancellation },
            row => evidence[row] = ShapeEvidence.Of(ShapeNetwork.Judge(shapes.Row(row)), recognizer.Rank(shapes.Row(row))[0])
        );
        return evidence;
    }
}
