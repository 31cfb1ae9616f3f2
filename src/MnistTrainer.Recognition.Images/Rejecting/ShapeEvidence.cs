namespace MnistTrainer.Recognition.Images;

/// <summary>The evidence that an image shows a single digit, as log-odds.</summary>
/// <param name="Shape">The shape network's log-odds of a digit or a part of one, against a letter, a scribble or several digits.</param>
/// <param name="Agreement">The shape network's log-odds of the digit that the network of digits predicts, against everything else.</param>
/// <param name="Margin">The log-odds that the network of digits gives its most probable class.</param>
internal readonly record struct ShapeEvidence(double Shape, double Agreement, double Margin)
{
    // Beyond this, a probability is 0 or 1 in single precision.
    private const double Most = 15;

    /// <summary>Combines the outputs of two networks.</summary>
    /// <param name="shape">The output of the shape network.</param>
    /// <param name="best">The most probable class of the network of digits.</param>
    public static ShapeEvidence Of(ShapeLikelihoods shape, RankedClass best)
    {
        int predicted = best.Label[0] - '0';
        float digit = shape.Digit,
            others = shape[ShapeKind.Letter] + shape[ShapeKind.Scribble] + shape[ShapeKind.Several],
            part = shape[ShapeKind.Part],
            otherDigits = Enumerable.Range(0, ShapeLikelihoods.Digits).Where(other => other != predicted).Sum(other => shape[other]);
        return new ShapeEvidence(
            LogOdds(digit + part, others),
            LogOdds(shape[predicted], otherDigits + part + others),
            LogOdds(best.Probability, 1 - best.Probability)
        );
    }

    private static double LogOdds(double share, double rest) =>
        Math.Clamp(Math.Log(Math.Max(share, 1e-30) / Math.Max(rest, 1e-30)), -Most, Most);
}
