using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The finite values that a setting may have.</summary>
/// <param name="Low">The lower bound; negative infinity for none.</param>
/// <param name="High">The upper bound; infinity for none.</param>
/// <param name="ExcludesLow">Whether the lower bound itself is invalid.</param>
/// <param name="ExcludesHigh">Whether the upper bound itself is invalid.</param>
internal readonly record struct Interval(double Low, double High, bool ExcludesLow = false, bool ExcludesHigh = false)
{
    /// <summary>Every finite value.</summary>
    public static Interval Finite => new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>From 0 to below 1.</summary>
    public static Interval Share => new(0, 1, ExcludesHigh: true);

    /// <summary>Above 0 and below 1.</summary>
    public static Interval ProperShare => new(0, 1, ExcludesLow: true, ExcludesHigh: true);

    /// <summary>Above 0.</summary>
    public static Interval Positive => Above(0);

    /// <summary>Everything above a bound.</summary>
    public static Interval Above(double low) => new(low, double.PositiveInfinity, ExcludesLow: true);

    /// <summary>A bound and everything above it.</summary>
    public static Interval AtLeast(double low) => new(low, double.PositiveInfinity);

    /// <summary>Whether a value is finite and between the bounds.</summary>
    public bool Contains(double value) =>
        double.IsFinite(value) && (ExcludesLow ? value > Low : value >= Low) && (ExcludesHigh ? value < High : value <= High);

    /// <summary><c>from 0 to below 1</c>, <c>above 0 and at most 1</c>, <c>at least 1</c>.</summary>
    public override string ToString()
    {
        string low = string.Create(CultureInfo.InvariantCulture, $"{(ExcludesLow ? "above" : "at least")} {Low}"),
            high = string.Create(CultureInfo.InvariantCulture, $"{(ExcludesHigh ? "below" : "at most")} {High}");
        return (double.IsInfinity(Low), double.IsInfinity(High)) switch
        {
            (true, true) => "finite",
            (true, false) => high,
            (false, true) => low,
            _ => ExcludesLow
                ? $"{low} and {high}"
                : string.Create(CultureInfo.InvariantCulture, $"from {Low} to {(ExcludesHigh ? "below " : "")}{High}"),
        };
    }
}
