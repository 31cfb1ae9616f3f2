using System.Globalization;

namespace MnistTrainer.Experiments;

/// <summary>
/// A range of numbers: <c>1e-4..1e-1</c>. Real numbers are tried with three significant digits, or with more
/// if the range is so narrow that it would have fewer than about a hundred numbers.
/// </summary>
/// <param name="Low">The lowest number, finite.</param>
/// <param name="High">The highest number, finite and above <paramref name="Low"/>.</param>
public sealed record SearchRange(double Low, double High) : SearchDomain
{
    private const int FewestDigits = 3;

    // Those of a float.
    private const int MostDigits = 9;

    /// <summary>Whether only whole numbers are tried. Default: false.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether the first proposals are distributed uniformly on a logarithmic rather than a linear scale; requires <see cref="Low"/> above 0. Default: false.</summary>
    public bool IsLogarithmic { get; init; }

    /// <inheritdoc/>
    public override int? Count => IsWhole ? (int)(High - Low) + 1 : null;

    internal override int? Categories => null;

    // On a logarithmic scale, the digits count as much everywhere; on a linear one, least at the number of the largest magnitude.
    private int Digits =>
        Math.Clamp(
            FewestDigits - Magnitude(Width) + (IsLogarithmic ? 0 : Magnitude(Math.Max(Math.Abs(Low), Math.Abs(High)))),
            FewestDigits,
            MostDigits
        );

    // Whole numbers are the centers of cells, so that the first and the last have the same width as the others.
    private double Start => Scaled(IsWhole ? Low - 0.5 : Low);

    private double Width => Scaled(IsWhole ? High + 0.5 : High) - Start;

    /// <inheritdoc/>
    public override string ValueAt(double position)
    {
        double scaled = Start + (position * Width);
        double value = IsLogarithmic ? Math.Exp(scaled) : scaled;
        double number = IsWhole
            ? Math.Round(value)
            : double.Parse(value.ToString($"G{Digits}", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return TextOf(Math.Clamp(number, Low, High));
    }

    /// <inheritdoc/>
    public override double? PositionOf(string value) =>
        double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= Low && number <= High
            ? Math.Clamp((Scaled(number) - Start) / Width, 0, 1)
            : null;

    /// <summary><c>0.0001..0.1, logarithmic</c>.</summary>
    public override string ToString() => $"{TextOf(Low)}..{TextOf(High)}{(IsLogarithmic ? ", logarithmic" : "")}";

    internal static string TextOf(double number) => number.ToString(CultureInfo.InvariantCulture).Replace('E', 'e');

    private static int Magnitude(double number) => (int)Math.Floor(Math.Log10(number));

    private double Scaled(double number) => IsLogarithmic ? Math.Log(number) : number;
}
