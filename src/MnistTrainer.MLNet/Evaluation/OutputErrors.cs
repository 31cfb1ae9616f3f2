namespace MnistTrainer.MLNet;

/// <summary>Accumulates <see cref="OutputRegressionMetrics"/> row by row.</summary>
internal sealed class OutputErrors
{
    private int _count;
    private int _missing;
    private double _absolute;
    private double _squares;
    private double _mean;
    private double _deviations;

    /// <summary>Adds a row.</summary>
    /// <param name="label">The label; rows without one, NaN, are left out.</param>
    /// <param name="score">The score; NaN if there is none.</param>
    public void Add(float label, float score)
    {
        if (float.IsNaN(label))
            return;
        if (float.IsNaN(score))
        {
            _missing++;
            return;
        }

        double error = (double)score - label,
            fromMean = label - _mean;
        _count++;
        _absolute += Math.Abs(error);
        _squares += error * error;
        _mean += fromMean / _count;
        _deviations += fromMean * (label - _mean);
    }

    /// <summary>The metrics of the rows added so far.</summary>
    public OutputRegressionMetrics ToMetrics(string name) =>
        new()
        {
            Name = name,
            Count = _count,
            MissingScores = _missing,
            MeanAbsoluteError = _absolute / _count,
            MeanSquaredError = _squares / _count,
            RSquared = 1 - (_squares / _deviations),
        };
}
