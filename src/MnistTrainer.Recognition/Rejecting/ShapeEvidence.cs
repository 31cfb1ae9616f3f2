namespace MnistTrainer.Recognition;

/// <summary>The evidence that an image shows a single digit, as log-odds.</summary>
/// <param name="Shape">The shape network's log-odds of a digit or a part of one, against a letter, a scribble or several digits.</param>
/// <param name="Margin">The log-odds that the network of digits gives its most probable class.</param>
internal readonly record struct ShapeEvidence(double Shape, double Margin)
{
    // Beyond this, a probability is 0 or 1 in single precision.
    private const double Most = 15;

    /// <summary>Combines the outputs of two networks.</summary>
    /// <param name="kinds">The output of the shape network, by <see cref="ShapeKind"/>.</param>
    /// <param name="best">The probability of the most probable class.</param>
    public static ShapeEvidence Of(ReadOnlySpan<float> kinds, float best)
    {
        double other = kinds[(int)ShapeKind.Letter] + kinds[(int)ShapeKind.Scribble] + kinds[(int)ShapeKind.Several];
        return new ShapeEvidence(LogOdds(kinds[(int)ShapeKind.Digit] + kinds[(int)ShapeKind.Part], other), LogOdds(best, 1 - best));
    }

    private static double LogOdds(double share, double rest) =>
        Math.Clamp(Math.Log(Math.Max(share, 1e-30) / Math.Max(rest, 1e-30)), -Most, Most);
}
