using System.Collections.Immutable;

namespace MnistTrainer.MLNet;

/// <summary>
/// Evaluation results of several labels. Labels that are unknown (NaN) are left out. Rows without a score count as incorrect, with a probability of 0 for what is true.
/// </summary>
public sealed record MultiLabelClassificationMetrics
{
    /// <summary>The metrics of each label, in the order of the label column.</summary>
    public required ImmutableArray<LabelMetrics> PerLabel { get; init; }

    /// <summary>The fraction of rows whose known labels are all predicted correctly.</summary>
    public required double SubsetAccuracy { get; init; }

    /// <summary>The fraction of labels that are predicted incorrectly, over all rows.</summary>
    public required double HammingLoss { get; init; }

    /// <summary>The mean log-loss of a label in bits, over all rows.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The F1 score of all labels of all rows together, to which frequent labels contribute most: 2 TP / (2 TP + FP + FN).</summary>
    public required double MicroF1Score { get; init; }

    /// <summary>The mean of the labels' F1 scores. Labels that are neither true nor predicted in any row are left out.</summary>
    public double MacroF1Score => MeanOf(label => label.F1Score);

    /// <summary>The mean of the labels' areas under the ROC curve. Labels that are the same in all rows are left out.</summary>
    public double MacroAreaUnderRocCurve => MeanOf(label => label.AreaUnderRocCurve);

    private double MeanOf(Func<LabelMetrics, double> metric) =>
        PerLabel.Select(metric).Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Average();
}

/// <summary>Evaluation results of one of several labels, as <see cref="Microsoft.ML.Data.CalibratedBinaryClassificationMetrics"/> has them.</summary>
public sealed record LabelMetrics
{
    /// <summary>The name of the label: the slot name of the score column, or its index.</summary>
    public required string Name { get; init; }

    /// <summary>The number of rows whose label is known.</summary>
    public required int Count { get; init; }

    /// <summary>The number of rows whose label is true.</summary>
    public required int PositiveCount { get; init; }

    /// <summary>The fraction of rows that are predicted correctly.</summary>
    public required double Accuracy { get; init; }

    /// <summary>The fraction of rows predicted as true that are true; NaN if none is predicted as true.</summary>
    public required double PositivePrecision { get; init; }

    /// <summary>The fraction of true rows that are predicted as true; NaN if none is true.</summary>
    public required double PositiveRecall { get; init; }

    /// <summary>2 TP / (2 TP + FP + FN); NaN if no row is true or predicted as true.</summary>
    public required double F1Score { get; init; }

    /// <summary>The probability that a true row has a higher score than a false row; ties count half. NaN if all rows are the same.</summary>
    public required double AreaUnderRocCurve { get; init; }

    /// <summary>The mean of -log2 of the probability of what is true, in bits as ML.NET's. Probabilities below 1e-15 count as that.</summary>
    public required double LogLoss { get; init; }
}
