using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>Mean and spread of an accuracy as markup.</summary>
internal static class SpreadText
{
    /// <summary><c>98.41 % ± 0.050 % (95 % interval of the mean 98.350 % to 98.470 %, 5 runs)</c>.</summary>
    public static string Of(Spread spread) =>
        spread.Count < 2
            ? Figures.Percent(spread.Mean)
            : Localized.Of(
                $"[bold green]{Figures.Percent(spread.Mean)}[/] ± {100 * spread.StandardDeviation:F3} % (95 % interval of the mean {100 * (spread.Mean - spread.HalfWidth):F3} % to {100 * (spread.Mean + spread.HalfWidth):F3} %, {spread.Count} runs)"
            );
}
