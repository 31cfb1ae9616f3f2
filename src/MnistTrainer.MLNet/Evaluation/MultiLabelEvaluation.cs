using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Evaluates the rows of a cursor with several labels.</summary>
internal sealed class MultiLabelEvaluation
{
    private readonly LabelCounts[] _labels;
    private int _rows;
    private int _correctRows;

    /// <param name="cursor">The cursor, which is read to its end.</param>
    /// <param name="labels">The label column.</param>
    /// <param name="scores">The score column.</param>
    /// <param name="probabilities">The probability column.</param>
    /// <param name="predicted">The predicted label column.</param>
    public MultiLabelEvaluation(
        DataViewRowCursor cursor,
        DataViewSchema.Column labels,
        DataViewSchema.Column scores,
        DataViewSchema.Column probabilities,
        DataViewSchema.Column predicted
    )
    {
        int size = ScoredColumns.SizeOf(labels);
        _labels = [.. Enumerable.Range(0, size).Select(_ => new LabelCounts())];
        LabelReader readLabel = MultiLabelTask.ReaderOf(cursor, labels),
            readPredicted = VectorLabel.OfBooleans(cursor, predicted);
        ValueGetter<VBuffer<float>> getScore = cursor.GetGetter<VBuffer<float>>(scores),
            getProbability = cursor.GetGetter<VBuffer<float>>(probabilities);
        float[] label = new float[size],
            isPredicted = new float[size],
            score = new float[size],
            probability = new float[size];
        VBuffer<float> buffer = default;
        while (cursor.MoveNext())
        {
            readLabel(label);
            readPredicted(isPredicted);
            getScore(ref buffer);
            buffer.CopyTo(score);
            getProbability(ref buffer);
            buffer.CopyTo(probability);
            Add(label, isPredicted, score, probability);
        }
    }

    /// <summary>The metrics of the rows.</summary>
    /// <param name="names">The name of each label.</param>
    public MultiLabelClassificationMetrics ToMetrics(IReadOnlyList<string> names)
    {
        double count = _labels.Sum(label => (double)label.Count);
        return new MultiLabelClassificationMetrics
        {
            PerLabel = [.. _labels.Select((label, i) => label.ToMetrics(names[i]))],
            SubsetAccuracy = (double)_correctRows / _rows,
            HammingLoss = _labels.Sum(label => (double)label.Incorrect) / count,
            LogLoss = _labels.Sum(label => label.LogLoss) / count,
            MicroF1Score = LabelCounts.F1Score(
                _labels.Sum(label => label.TruePositives),
                _labels.Sum(label => label.Positives),
                _labels.Sum(label => label.Predicted)
            ),
        };
    }

    private void Add(float[] label, float[] isPredicted, float[] score, float[] probability)
    {
        bool isKnown = false,
            isCorrect = true;
        for (int i = 0; i < label.Length; i++)
        {
            if (float.IsNaN(label[i]))
                continue;
            isKnown = true;
            isCorrect &= _labels[i].Add(label[i] == 1, isPredicted[i] == 1, score[i], probability[i]);
        }

        _rows += isKnown ? 1 : 0;
        _correctRows += isKnown && isCorrect ? 1 : 0;
    }
}
