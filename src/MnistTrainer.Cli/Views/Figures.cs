using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Formats numbers for people.</summary>
internal static class Figures
{
    /// <summary><c>60,000</c>.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>97.93 %</c> for 0.9793; see <see cref="PercentText"/>.</summary>
    public static string Percent(double share) => PercentText.Of(share);

    /// <summary><c>0.85 s</c>, <c>12.3 s</c> or <c>3 min 05 s</c>.</summary>
    public static string Duration(TimeSpan time) =>
        time switch
        {
            { TotalSeconds: < 10 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F2} s"),
            { TotalSeconds: < 60 } => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:F1} s"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds:00} s"),
        };
}
