using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Formats numbers of any size for people: with an exponent only if there would be many zeros, and with all digits before the decimal point.</summary>
public static class NumberText
{
    private const double SmallestPlain = 1e-4;
    private const double LargestPlain = 1e15;

    /// <summary>Formats a number: <c>1700000000</c>, <c>-0.00012</c>, <c>1e-7</c>, <c>2.5e20</c>.</summary>
    /// <param name="value">The number.</param>
    /// <param name="digits">The maximum number of significant digits, 1 to 15; a number from 1 to below 1e15 always keeps all digits before the decimal point. Default: 12.</param>
    public static string Of(double value, int digits = 12)
    {
        double size = Math.Abs(value);
        if (size is not 0 and (< SmallestPlain or >= LargestPlain))
            return value.ToString($"0.{new string('#', digits - 1)}e0", CultureInfo.InvariantCulture);
        int beforePoint = size == 0 ? 1 : (int)Math.Floor(Math.Log10(size)) + 1;
        string decimals = double.IsFinite(value) ? new string('#', Math.Max(0, digits - beforePoint)) : "";
        return value.ToString($"0.{decimals}", CultureInfo.InvariantCulture);
    }
}
