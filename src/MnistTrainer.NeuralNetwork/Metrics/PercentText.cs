using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Formats fractions as percentages for people. A fraction below 1 is never rounded to 100 %, and a fraction above 0 never to 0 %.</summary>
public static class PercentText
{
    /// <summary>Formats a fraction: <c>97.93 %</c> for 0.9793, <c>&gt; 99.99 %</c> for 0.99998 and <c>&lt; 0.01 %</c> for 0.00001.</summary>
    /// <param name="share">The fraction, 0 to 1.</param>
    /// <param name="decimals">The number of decimal places, 0 to 15. Default: 2.</param>
    public static string Of(double share, int decimals = 2)
    {
        string format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
        double step = Math.Pow(10, -decimals);
        double rounded = Math.Round(100 * share, decimals, MidpointRounding.AwayFromZero);
        return share switch
        {
            < 1 when rounded >= 100 => $"> {Text(100 - step)}",
            > 0 when rounded <= 0 => $"< {Text(step)}",
            _ => Text(100 * share),
        };

        string Text(double percent) => $"{percent.ToString(format, CultureInfo.InvariantCulture)} %";
    }
}
