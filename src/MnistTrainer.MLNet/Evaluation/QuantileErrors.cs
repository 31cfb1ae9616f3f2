using System.Collections.Immutable;

namespace MnistTrainer.MLNet;

/// <summary>Accumulates <see cref="QuantileRegressionMetrics"/> row by row.</summary>
/// <param name="levels">The levels of the quantiles, ascending.</param>
internal sealed class QuantileErrors(ImmutableArray<double> levels)
{
    private readonly double[] _losses = new double[levels.Length];
    private readonly int[] _notAbove = new int[levels.Length];
    private readonly int[] _inside = new int[levels.Length / 2];
    private readonly double[] _widths = new double[levels.Length / 2];
    private int _count;
    private int _missing;

    /// <summary>Adds a row.</summary>
    /// <param name="label">The label; rows without one, NaN, are left out.</param>
    /// <param name="quantiles">An estimate for each level.</param>
    public void Add(float label, ReadOnlySpan<float> quantiles)
    {
        if (float.IsNaN(label))
            return;
        if (quantiles.Contains(float.NaN))
        {
            _missing++;
            return;
        }

        _count++;
        for (int i = 0; i < levels.Length; i++)
        {
            double above = (double)label - quantiles[i];
            _losses[i] += above * (above >= 0 ? levels[i] : levels[i] - 1);
            _notAbove[i] += above <= 0 ? 1 : 0;
        }

        for (int i = 0; i < _inside.Length; i++)
        {
            (float lower, float upper) = (quantiles[i], quantiles[^(i + 1)]);
            _inside[i] += label >= lower && label <= upper ? 1 : 0;
            _widths[i] += (double)upper - lower;
        }
    }

    /// <summary>The metrics of the rows added so far.</summary>
    public QuantileRegressionMetrics ToMetrics() =>
        new()
        {
            Count = _count,
            MissingScores = _missing,
            PerQuantile = [.. levels.Select((level, i) => new QuantileMetrics(level, _losses[i] / _count, (double)_notAbove[i] / _count))],
            Intervals =
            [
                .. _inside.Select(
                    (inside, i) => new IntervalMetrics(levels[i], levels[^(i + 1)], (double)inside / _count, _widths[i] / _count)
                ),
            ],
        };
}
