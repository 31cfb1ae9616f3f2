using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// The strokes of one digit, each as a few points that the pen passes through. The notation is
/// <c>0,20 18,0! 18,98 / 0,98 36,98</c>: x to the right and y down in hundredths of the digit's height, <c>/</c> where the pen is lifted,
/// <c>!</c> after a point that is a sharp corner rather than part of a curve.
/// </summary>
internal sealed class Drawing
{
    private Drawing(Knot[][] strokes) => Strokes = strokes;

    /// <summary>The strokes in writing order, each with at least two points.</summary>
    public IReadOnlyList<Knot[]> Strokes { get; }

    /// <summary>Parses the notation.</summary>
    /// <exception cref="FormatException">The text is not in this notation.</exception>
    public static Drawing Parse(string notation) => new([.. notation.Split('/').Select(ParseStroke)]);

    private static Knot[] ParseStroke(string stroke) => [.. stroke.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(ParseKnot)];

    private static Knot ParseKnot(string knot)
    {
        string[] numbers = knot.TrimEnd('!').Split(',');
        return new Knot(
            new Point(double.Parse(numbers[0], CultureInfo.InvariantCulture), double.Parse(numbers[1], CultureInfo.InvariantCulture)),
            knot.EndsWith('!')
        );
    }
}

/// <summary>A point that a stroke passes through, and whether it is a sharp corner.</summary>
internal readonly record struct Knot(Point Point, bool IsCorner);
