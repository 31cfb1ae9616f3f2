namespace MnistTrainer.Recognition;

/// <summary>What speaks for an image to be of one digit, in logarithms of odds.</summary>
/// <param name="Shape">The shape network's odds that it is a digit or a part of one, rather than a letter, a scribble or several digits.</param>
/// <param name="Margin">The odds that the digits' network gives its likeliest class.</param>
internal readonly record struct ShapeEvidence(double Shape, double Margin)
{
    // Singles hold no more: from here on a probability is 0 or 1 to them.
    private const double Most = 15;

    /// <summary>The evidence in two networks' answers.</summary>
    /// <param name="kinds">The shape network's, by <see cref="ShapeKind"/>.</param>
    /// <param name="best">The probability of the likeliest class.</param>
    public static ShapeEvidence Of(ReadOnlySpan<float> kinds, float best)
    {
        double other = kinds[(int)ShapeKind.Letter] + kinds[(int)ShapeKind.Scribble] + kinds[(int)ShapeKind.Several];
        return new ShapeEvidence(LogOdds(kinds[(int)ShapeKind.Digit] + kinds[(int)ShapeKind.Part], other), LogOdds(best, 1 - best));
    }

    private static double LogOdds(double share, double rest) =>
        Math.Clamp(Math.Log(Math.Max(share, 1e-30) / Math.Max(rest, 1e-30)), -Most, Most);
}
