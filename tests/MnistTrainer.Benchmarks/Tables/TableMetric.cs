using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>What is measured on the scored rows of a fold. 1 is the best value of each.</summary>
internal static class TableMetric
{
    public static string Name(TableTask task) =>
        task switch
        {
            TableTask.Binary => "auc",
            TableTask.Multiclass => "accuracy",
            _ => "r2",
        };

    /// <summary>Computes the metric of a task, NaN if a row has no score, and the number of rows without one.</summary>
    public static (double Value, int Unscored) Compute(TableTask task, IDataView scored)
    {
        if (task == TableTask.Multiclass)
        {
            uint[] labels = Column<uint>(scored, TableRows.Label),
                predicted = Column<uint>(scored, "PredictedLabel");
            return (Accuracy(labels, predicted), predicted.Count(label => label == 0));
        }

        float[] scores = Column<float>(scored, "Score");
        double value =
            task == TableTask.Binary
                ? AreaUnderCurve(scores, Column<bool>(scored, TableRows.Label))
                : RSquared(scores, Column<float>(scored, TableRows.Label));
        int unscored = scores.Count(float.IsNaN);
        return (unscored > 0 ? double.NaN : value, unscored);
    }

    /// <summary>Computes the same by ML.NET's evaluators.</summary>
    public static double ByMLNet(MLContext context, TableTask task, IDataView scored) =>
        task switch
        {
            TableTask.Binary => context.BinaryClassification.EvaluateNonCalibrated(scored).AreaUnderRocCurve,
            TableTask.Multiclass => context.MulticlassClassification.Evaluate(scored).MicroAccuracy,
            _ => context.Regression.Evaluate(scored).RSquared,
        };

    // A predicted key of 0 is missing and equals no label.
    private static double Accuracy(uint[] labels, uint[] predicted) =>
        labels.Zip(predicted).Average(pair => pair.First == pair.Second ? 1.0 : 0);

    /// <summary>The probability that a positive row has a higher score than a negative one, ties counting half, from the sum of ranks.</summary>
    private static double AreaUnderCurve(float[] scores, bool[] labels)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(i => scores[i])];
        double ranks = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            end = start + 1;
            while (end < order.Length && scores[order[end]].Equals(scores[order[start]]))
                end++;
            // Equal scores share the mean of their ranks, which start at 1.
            ranks += order[start..end].Count(i => labels[i]) * (start + 1 + end) / 2.0;
        }

        double positive = labels.Count(label => label),
            negative = labels.Length - positive;
        return (ranks - (positive * (positive + 1) / 2)) / (positive * negative);
    }

    private static double RSquared(float[] scores, float[] labels)
    {
        double mean = labels.Average(label => (double)label),
            error = labels.Zip(scores).Sum(pair => Square((double)pair.First - pair.Second));
        return 1 - (error / labels.Sum(label => Square(label - mean)));

        static double Square(double value) => value * value;
    }

    private static T[] Column<T>(IDataView data, string name)
        where T : struct
    {
        List<T> values = [];
        using DataViewRowCursor cursor = data.GetRowCursor([data.Schema[name]]);
        ValueGetter<T> getter = cursor.GetGetter<T>(data.Schema[name]);
        T value = default;
        while (cursor.MoveNext())
        {
            getter(ref value);
            values.Add(value);
        }

        return [.. values];
    }
}
