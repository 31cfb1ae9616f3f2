using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>
/// A number quoted in a document: with decimals (0.25), thousands separators (18,000) or as a power (10^{54}), whose value is its decimal
/// logarithm.
/// </summary>
/// <param name="Text">The quoted text.</param>
/// <param name="Value">Its value.</param>
/// <param name="Precision">Half a unit of its last digit.</param>
internal sealed partial record Figure(string Text, double Value, double Precision)
{
    /// <summary>All figures in text order. Integers below a thousand (indices, sizes, exponents) are skipped.</summary>
    public static IEnumerable<Figure> Find(string text) => Pattern().Matches(text).Select(match => Read(match.Value));

    /// <summary>Whether the figure is a value rounded to the quoted digits.</summary>
    public bool IsRoundingOf(double value) => Math.Abs(Value - value) <= Precision * (1 + 1e-6);

    private static Figure Read(string text)
    {
        string[] power = text.Split("^{");
        if (power.Length == 2)
            return new(text, Parse(power[1].TrimEnd('}')) * Math.Log10(Parse(power[0])), 1e-9);
        int decimals = text.Contains('.', StringComparison.Ordinal) ? text.Length - text.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
        return new(text, Parse(text.Replace('−', '-')), Math.Pow(10, -decimals) / 2);
    }

    private static double Parse(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\d+\^\{\d+\}|[-−]?\d{1,3}(,\d{3})+|[-−]?\d+\.\d+")]
    private static partial Regex Pattern();
}
