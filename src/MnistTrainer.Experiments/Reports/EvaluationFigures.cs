using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The metrics of an evaluation for programs: the content of <c>metrics.json</c>.</summary>
public sealed record EvaluationFigures
{
    /// <summary>The model file.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the data.</summary>
    public required string Dataset { get; init; }

    /// <summary>The number of samples.</summary>
    public required long Count { get; init; }

    /// <summary>The number of samples classified correctly.</summary>
    public required long Correct { get; init; }

    /// <summary>The fraction of samples classified correctly, 0 to 1.</summary>
    public required double MicroAccuracy { get; init; }

    /// <summary>The lower bound of the 95 % Wilson interval of <see cref="MicroAccuracy"/>.</summary>
    public required double MicroAccuracyLower { get; init; }

    /// <summary>The upper bound of the interval.</summary>
    public required double MicroAccuracyUpper { get; init; }

    /// <summary>The mean recall over the classes, 0 to 1.</summary>
    public required double MacroAccuracy { get; init; }

    /// <summary>The log-loss.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The number of most probable classes considered by <see cref="TopKAccuracy"/>.</summary>
    public required int TopK { get; init; }

    /// <summary>The fraction of samples whose true class is among the <see cref="TopK"/> most probable ones, 0 to 1.</summary>
    public required double TopKAccuracy { get; init; }

    /// <summary>The metrics of each class.</summary>
    public required ImmutableArray<ClassFigures> PerClass { get; init; }

    /// <summary>The number of samples by true class (row) and predicted class (column).</summary>
    public required ImmutableArray<ImmutableArray<long>> ConfusionMatrix { get; init; }

    /// <summary>The expected calibration error, 0 to 1; null if it is not finite.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>The accuracy if only the most confident predictions are accepted.</summary>
    public required ImmutableArray<CoverageFigures> Coverage { get; init; }

    /// <summary>The duration of scoring in seconds; null if it is not reported.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>Notes about the data, one sentence each; null if there are none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Collects the metrics of an evaluation, without <see cref="Seconds"/>, so that equal evaluations have equal metrics.</summary>
    /// <param name="model">The model file.</param>
    /// <param name="dataset">The name of the data.</param>
    /// <param name="evaluation">The evaluation.</param>
    public static EvaluationFigures Of(string model, string dataset, Evaluation evaluation)
    {
        ArgumentNullException.ThrowIfNull(evaluation);
        ClassificationMetrics metrics = evaluation.Metrics;
        int classes = metrics.ConfusionMatrix.ClassCount;
        return new EvaluationFigures
        {
            Model = model,
            Dataset = dataset,
            Count = metrics.Count,
            Correct = metrics.CorrectCount,
            MicroAccuracy = metrics.MicroAccuracy,
            MicroAccuracyLower = metrics.MicroAccuracyInterval.Lower,
            MicroAccuracyUpper = metrics.MicroAccuracyInterval.Upper,
            MacroAccuracy = metrics.MacroAccuracy,
            LogLoss = metrics.LogLoss,
            TopK = Evaluation.TopK,
            TopKAccuracy = evaluation.TopKAccuracy,
            PerClass = [.. metrics.PerClass.Select(ClassFigures.Of)],
            ConfusionMatrix =
            [
                .. Enumerable
                    .Range(0, classes)
                    .Select(truth =>
                        Enumerable.Range(0, classes).Select(predicted => metrics.ConfusionMatrix[truth, predicted]).ToImmutableArray()
                    ),
            ],
            CalibrationError = FiniteOrNull(evaluation.CalibrationError),
            Coverage =
            [
                .. evaluation.Coverage.Select(point => new CoverageFigures(FiniteOrNull(point.Threshold), point.Coverage, point.Accuracy)),
            ],
        };
    }

    private static double? FiniteOrNull(double value) => double.IsFinite(value) ? value : null;
}

/// <summary>The metrics of a class.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Precision">The fraction of the samples predicted as this class that belong to it, 0 to 1.</param>
/// <param name="Recall">The fraction of the samples of this class that are predicted as it, 0 to 1.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">The number of samples of this class.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, long Support)
{
    internal static ClassFigures Of(ClassMetrics metrics) =>
        new(metrics.Name, metrics.Precision, metrics.Recall, metrics.F1, metrics.Support);
}

/// <summary>The accuracy if only the most confident predictions are accepted.</summary>
/// <param name="Threshold">The probability of the least confident accepted prediction; null if it is not finite.</param>
/// <param name="Coverage">The fraction of samples whose predictions are accepted, 0 to 1.</param>
/// <param name="Accuracy">The fraction of accepted predictions that are correct, 0 to 1.</param>
public sealed record CoverageFigures(double? Threshold, double Coverage, double Accuracy);
