using System.Collections.Immutable;

namespace MnistTrainer.MLNet;

/// <summary>
/// Evaluation results of a regression of several numbers. The means over the outputs say most where these have one unit; <see cref="RSquared"/> has none.
/// </summary>
public sealed record MultiOutputRegressionMetrics
{
    /// <summary>The metrics of each output, in the order of the label.</summary>
    public required ImmutableArray<OutputRegressionMetrics> PerOutput { get; init; }

    /// <summary>The mean of the outputs' coefficients of determination; 1 is best, and the mean of the labels as an estimate has 0.</summary>
    public double RSquared => PerOutput.Average(output => output.RSquared);

    /// <summary>The mean of the outputs' mean absolute errors.</summary>
    public double MeanAbsoluteError => PerOutput.Average(output => output.MeanAbsoluteError);

    /// <summary>The mean of the outputs' mean squared errors.</summary>
    public double MeanSquaredError => PerOutput.Average(output => output.MeanSquaredError);

    /// <summary>The mean of the outputs' root mean squared errors.</summary>
    public double RootMeanSquaredError => PerOutput.Average(output => output.RootMeanSquaredError);
}

/// <summary>Evaluation results of one output of a regression, as <see cref="Microsoft.ML.Data.RegressionMetrics"/> has them. NaN if no row has a label and a score.</summary>
public sealed record OutputRegressionMetrics
{
    /// <summary>The name of the output: the slot name of the score column, or its index.</summary>
    public required string Name { get; init; }

    /// <summary>The number of rows with a label and a score.</summary>
    public required int Count { get; init; }

    /// <summary>The number of rows with a label and without a score, which is NaN where a feature is missing. They are left out.</summary>
    public required int MissingScores { get; init; }

    /// <summary>The mean of |score - label|.</summary>
    public required double MeanAbsoluteError { get; init; }

    /// <summary>The mean of (score - label)².</summary>
    public required double MeanSquaredError { get; init; }

    /// <summary>The square root of <see cref="MeanSquaredError"/>, in the unit of the label.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The coefficient of determination: 1 - Σ (score - label)² / Σ (label - mean label)². NaN or negative infinity if all labels are the same.</summary>
    public required double RSquared { get; init; }
}
