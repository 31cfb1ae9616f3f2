namespace MnistTrainer.MLNet;

/// <summary>Accumulates <see cref="LabelMetrics"/> row by row.</summary>
internal sealed class LabelCounts
{
    private const double SmallestProbability = 1e-15;

    private readonly List<float> _positives = [];
    private readonly List<float> _negatives = [];
    private int _correct;

    /// <summary>Rows that are true and predicted as true.</summary>
    public int TruePositives { get; private set; }

    /// <summary>Rows predicted as true.</summary>
    public int Predicted { get; private set; }

    /// <summary>Rows that are true.</summary>
    public int Positives => _positives.Count;

    /// <summary>Rows whose label is known.</summary>
    public int Count => _positives.Count + _negatives.Count;

    /// <summary>Rows predicted incorrectly.</summary>
    public int Incorrect => Count - _correct;

    /// <summary>The sum of the log-losses in bits.</summary>
    public double LogLoss { get; private set; }

    /// <summary>The F1 score of counts; NaN if all are 0.</summary>
    public static double F1Score(int truePositives, int positives, int predicted) => 2.0 * truePositives / (positives + predicted);

    /// <summary>Adds a row.</summary>
    /// <param name="label">Whether it is true.</param>
    /// <param name="isPredicted">Whether it is predicted as true.</param>
    /// <param name="score">The score, higher if it is more probably true; NaN if there is none.</param>
    /// <param name="probability">The probability of true.</param>
    /// <returns>Whether the prediction is correct.</returns>
    public bool Add(bool label, bool isPredicted, float score, float probability)
    {
        bool hasScore = !float.IsNaN(score),
            isCorrect = hasScore && isPredicted == label;
        double ofTruth = label ? probability : 1.0 - probability;
        LogLoss -= Math.Log2(hasScore ? Math.Clamp(ofTruth, SmallestProbability, 1) : SmallestProbability);

        // Without a score it is ranked as wrong as possible.
        (label ? _positives : _negatives).Add(
            hasScore ? score
            : label ? float.NegativeInfinity
            : float.PositiveInfinity
        );
        Predicted += hasScore && isPredicted ? 1 : 0;
        TruePositives += isCorrect && label ? 1 : 0;
        _correct += isCorrect ? 1 : 0;
        return isCorrect;
    }

    /// <summary>The metrics of the rows added so far.</summary>
    public LabelMetrics ToMetrics(string name) =>
        new()
        {
            Name = name,
            Count = Count,
            PositiveCount = Positives,
            Accuracy = (double)_correct / Count,
            PositivePrecision = (double)TruePositives / Predicted,
            PositiveRecall = (double)TruePositives / Positives,
            F1Score = F1Score(TruePositives, Positives, Predicted),
            AreaUnderRocCurve = AreaUnderRocCurve(),
            LogLoss = LogLoss / Count,
        };

    /// <summary>The share of pairs of a true and a false row whose scores are in order (Mann and Whitney 1947).</summary>
    private double AreaUnderRocCurve()
    {
        _positives.Sort();
        _negatives.Sort();
        int below = 0,
            notAbove = 0;
        double pairs = 0;
        foreach (float score in _positives)
        {
            while (below < _negatives.Count && _negatives[below] < score)
                below++;
            while (notAbove < _negatives.Count && _negatives[notAbove] <= score)
                notAbove++;
            pairs += (below + notAbove) / 2.0;
        }

        return pairs / ((double)_positives.Count * _negatives.Count);
    }
}
