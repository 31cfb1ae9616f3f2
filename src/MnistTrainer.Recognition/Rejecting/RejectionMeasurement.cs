using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>Measures a network's <see cref="RejectionCalibration"/> on images of which it is known whether they show one digit.</summary>
public static class RejectionMeasurement
{
    // One real digit in so many may be rejected.
    private const int DigitsPerRejection = 10_000;

    // No rejection is spoken with less confidence, however easy the images were.
    private const double LeastThreshold = 0.95;

    /// <summary>
    /// Fits the logistic model, digits and others weighing alike, so that half of what is asked about is taken for digits beforehand; then sets the threshold
    /// so that one digit in 10,000 passes it.
    /// </summary>
    /// <param name="recognizer">Reads digits.</param>
    /// <param name="shapes">28x28 pixels each, labeled by kind: digit, letter, scribble, several, part. Parts of digits speak neither for nor against.</param>
    public static RejectionCalibration Fit(Recognizer recognizer, Samples<byte> shapes)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(shapes);
        recognizer.CheckReadsDigits();
        ShapeEvidence[] evidence = Gather(recognizer, shapes);
        ShapeEvidence[] digits = [.. evidence.Where((_, row) => shapes.Labels[row] == (int)ShapeKind.Digit)];
        ShapeEvidence[] others = [.. evidence.Where((_, row) => shapes.Labels[row] is not ((int)ShapeKind.Digit or (int)ShapeKind.Part))];
        RejectionCalibration fitted = LogisticFit.Of(digits, others);
        double[] doubts = [.. digits.Select(fitted.Doubt).OrderDescending()];
        return fitted with { Threshold = Math.Clamp(doubts[doubts.Length / DigitsPerRejection], LeastThreshold, 1) };
    }

    /// <summary>The share of rows of each class that a calibration rejects.</summary>
    /// <param name="recognizer">Reads digits.</param>
    /// <param name="shapes">As for <see cref="Fit"/>.</param>
    /// <param name="calibration">What to measure.</param>
    public static double[] RejectedShares(Recognizer recognizer, Samples<byte> shapes, RejectionCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(calibration);
        ShapeEvidence[] evidence = Gather(recognizer, shapes);
        return
        [
            .. Enumerable
                .Range(0, shapes.ClassNames.Count)
                .Select(kind =>
                    Enumerable
                        .Range(0, shapes.Count)
                        .Where(row => shapes.Labels[row] == kind)
                        .Select(row => calibration.Doubt(evidence[row]) > calibration.Threshold ? 1.0 : 0)
                        .DefaultIfEmpty()
                        .Average()
                ),
        ];
    }

    private static ShapeEvidence[] Gather(Recognizer recognizer, Samples<byte> shapes)
    {
        ShapeEvidence[] evidence = new ShapeEvidence[shapes.Count];
        Parallel.For(
            0,
            shapes.Count,
            row =>
            {
                float[] probabilities = new float[recognizer.ClassNames.Count];
                recognizer.Score(shapes.Row(row), probabilities);
                evidence[row] = ShapeEvidence.Of(ShapeNetwork.Judge(shapes.Row(row)), probabilities.Max());
            }
        );
        return evidence;
    }
}
