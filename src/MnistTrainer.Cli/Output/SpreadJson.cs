using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>Mean and spread of a figure over several runs.</summary>
/// <param name="Count">The number of runs.</param>
/// <param name="Mean">The mean.</param>
/// <param name="StandardDeviation">The sample standard deviation; null for one run.</param>
/// <param name="Lower">The lower end of the 95 % interval of the mean; null for one run.</param>
/// <param name="Upper">The upper end.</param>
internal sealed record SpreadJson(int Count, double Mean, double? StandardDeviation, double? Lower, double? Upper)
{
    public static SpreadJson Of(Spread spread) =>
        new(
            spread.Count,
            spread.Mean,
            FiniteNumber.OrNull(spread.StandardDeviation),
            FiniteNumber.OrNull(spread.Mean - spread.HalfWidth),
            FiniteNumber.OrNull(spread.Mean + spread.HalfWidth)
        );
}
