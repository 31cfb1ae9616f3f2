using System.Globalization;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>A trainer's results on the folds of a table.</summary>
/// <param name="Mean">The mean of the metric.</param>
/// <param name="Deviation">The standard deviation of the metric over the folds, with one less than their number as the divisor.</param>
/// <param name="Seconds">The mean of the seconds of CPU for a fold's training.</param>
internal sealed record TableSummary(double Mean, double Deviation, double Seconds)
{
    /// <summary>Summarizes results, at least two.</summary>
    public static TableSummary Of(IEnumerable<TableScore> scores)
    {
        TableScore[] folds = [.. scores];
        double mean = folds.Average(score => score.Value),
            squares = folds.Sum(score => Math.Pow(score.Value - mean, 2));
        return new TableSummary(mean, Math.Sqrt(squares / (folds.Length - 1)), folds.Average(score => score.Seconds));
    }

    /// <summary>The results as a cell of a table in Markdown.</summary>
    public string ToCell(bool isBest)
    {
        // Four decimals are meaningless where a trainer fails: an R² of -458 ± 280.
        string format = Math.Abs(Mean) < 10 ? "F4" : "G3",
            value = $"{Text(Mean)} ± {Text(Deviation)}";
        return string.Create(CultureInfo.InvariantCulture, $"{(isBest ? $"**{value}**" : value)}, {Seconds:F2} s");

        string Text(double number) => number.ToString(format, CultureInfo.InvariantCulture);
    }
}
