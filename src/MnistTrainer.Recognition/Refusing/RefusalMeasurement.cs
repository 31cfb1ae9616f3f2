using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition;

/// <summary>Measures a network's <see cref="RefusalCalibration"/> on pictures of which it is known whether they show one digit.</summary>
public static class RefusalMeasurement
{
    // One real digit in so many may be refused.
    private const int DigitsPerRefusal = 5_000;

    // No refusal is spoken with less confidence, however easy the pictures were.
    private const double LeastThreshold = 0.95;

    private const int Steps = 50;

    /// <summary>
    /// Fits the logistic model by Newton's method with both kinds of pictures weighing alike, so that half of what is asked about is taken for digits
    /// beforehand; then sets the threshold so that one digit in 5,000 passes it.
    /// </summary>
    /// <param name="recognizer">Reads digits.</param>
    /// <param name="shapes">28x28 pixels each; class 0 is one digit, all others are none. Both must be there.</param>
    public static RefusalCalibration Fit(Recognizer recognizer, Samples<byte> shapes)
    {
        ArgumentNullException.ThrowIfNull(recognizer);
        ArgumentNullException.ThrowIfNull(shapes);
        recognizer.CheckReadsDigits();
        ShapeEvidence[] evidence = Gather(recognizer, shapes);
        bool[] areDigits = [.. Enumerable.Range(0, shapes.Count).Select(row => shapes.Labels[row] == 0)];
        double[] weights = Newton(evidence, areDigits);
        RefusalCalibration fitted = new() { Bias = weights[0], Shape = weights[1], Margin = weights[2] };
        double[] doubts = [.. evidence.Where((_, row) => areDigits[row]).Select(fitted.Doubt).OrderDescending()];
        return fitted with { Threshold = Math.Clamp(doubts[doubts.Length / DigitsPerRefusal], LeastThreshold, 1) };
    }

    /// <summary>The share of rows of each class that a calibration refuses.</summary>
    /// <param name="recognizer">Reads digits.</param>
    /// <param name="shapes">As for <see cref="Fit"/>.</param>
    /// <param name="calibration">What to measure.</param>
    public static double[] RefusedShares(Recognizer recognizer, Samples<byte> shapes, RefusalCalibration calibration)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        ArgumentNullException.ThrowIfNull(calibration);
        ShapeEvidence[] evidence = Gather(recognizer, shapes);
        return
        [
            .. Enumerable.Range(0, shapes.ClassNames.Count).Select(kind => Enumerable.Range(0, shapes.Count)
                .Where(row => shapes.Labels[row] == kind)
                .Select(row => calibration.Doubt(evidence[row]) >= calibration.Threshold ? 1.0 : 0)
                .DefaultIfEmpty().Average()),
        ];
    }

    private static ShapeEvidence[] Gather(Recognizer recognizer, Samples<byte> shapes)
    {
        ShapeEvidence[] evidence = new ShapeEvidence[shapes.Count];
        Parallel.For(0, shapes.Count, row =>
        {
            float[] probabilities = new float[recognizer.ClassNames.Count];
            recognizer.Score(shapes.Row(row), probabilities);
            evidence[row] = ShapeEvidence.Of(ShapeNetwork.Judge(shapes.Row(row)), probabilities.Max());
        });
        return evidence;
    }

    /// <summary>Bias and weights of the likeliest logistic model (iteratively reweighted least squares).</summary>
    private static double[] Newton(ShapeEvidence[] evidence, bool[] areDigits)
    {
        double digitWeight = 0.5 / areDigits.Count(isDigit => isDigit), otherWeight = 0.5 / areDigits.Count(isDigit => !isDigit);
        double[] weights = [0, 1, 0];
        for (int step = 0; step < Steps; step++)
        {
            // A trace of ridge keeps the system solvable where the two kinds part cleanly.
            double[,] system = { { 1e-6, 0, 0, 0 }, { 0, 1e-6, 0, 0 }, { 0, 0, 1e-6, 0 } };
            for (int row = 0; row < evidence.Length; row++)
            {
                double[] x = [1, evidence[row].Shape, evidence[row].Margin];
                double p = 1 / (1 + Math.Exp(-((weights[0] * x[0]) + (weights[1] * x[1]) + (weights[2] * x[2]))));
                double weight = areDigits[row] ? digitWeight : otherWeight;
                for (int i = 0; i < x.Length; i++)
                {
                    system[i, 3] += weight * ((areDigits[row] ? 1 : 0) - p) * x[i];
                    for (int j = 0; j < x.Length; j++)
                        system[i, j] += weight * p * (1 - p) * x[i] * x[j];
                }
            }

            double[] change = LinearSystem.Solve(system);
            for (int i = 0; i < weights.Length; i++)
                weights[i] += change[i];
        }

        return weights;
    }
}
