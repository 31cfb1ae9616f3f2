using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// The way of the pen through one digit, as the few points that its strokes are drawn through. Written
/// <c>0,20 18,0! 18,98 / 0,98 36,98</c>: x to the right and y down in hundredths of the digit's height, <c>/</c> where the pen is lifted,
/// <c>!</c> after a point at which it turns sharply instead of in a curve.
/// </summary>
internal sealed class Drawing
{
    private Drawing(Knot[][] strokes) => Strokes = strokes;

    /// <summary>The strokes in the order of writing, each of two points or more.</summary>
    public IReadOnlyList<Knot[]> Strokes { get; }

    /// <summary>Reads the notation.</summary>
    /// <exception cref="FormatException">It is not in the notation.</exception>
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

/// <summary>One point that a stroke goes through, and whether it turns sharply there.</summary>
internal readonly record struct Knot(Point Point, bool IsCorner);
