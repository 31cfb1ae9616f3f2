using System.Collections.Immutable;
using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The figures of an evaluation as programs read them: the content of <c>metrics.json</c>.</summary>
public sealed record EvaluationFigures
{
    /// <summary>The model's file.</summary>
    public required string Model { get; init; }

    /// <summary>The name of the data.</summary>
    public required string Dataset { get; init; }

    /// <summary>The number of samples.</summary>
    public required long Count { get; init; }

    /// <summary>The number of samples classified correctly.</summary>
    public required long Correct { get; init; }

    /// <summary>The share of samples classified correctly, 0 to 1.</summary>
    public required double MicroAccuracy { get; init; }

    /// <summary>The lower end of the 95 % Wilson interval of <see cref="MicroAccuracy"/>.</summary>
    public required double MicroAccuracyLower { get; init; }

    /// <summary>The upper end of it.</summary>
    public required double MicroAccuracyUpper { get; init; }

    /// <summary>The mean recall of the classes, 0 to 1.</summary>
    public required double MacroAccuracy { get; init; }

    /// <summary>The log-loss.</summary>
    public required double LogLoss { get; init; }

    /// <summary>The number of classes that <see cref="TopKAccuracy"/> looks for the true one among.</summary>
    public required int TopK { get; init; }

    /// <summary>The share of samples whose true class is among the <see cref="TopK"/> most probable ones, 0 to 1.</summary>
    public required double TopKAccuracy { get; init; }

    /// <summary>The figures of each class.</summary>
    public required ImmutableArray<ClassFigures> PerClass { get; init; }

    /// <summary>The number of samples by true class (row) and predicted class (column).</summary>
    public required ImmutableArray<ImmutableArray<long>> ConfusionMatrix { get; init; }

    /// <summary>The expected calibration error, 0 to 1; null if it is not finite.</summary>
    public required double? CalibrationError { get; init; }

    /// <summary>Accuracy when only the most confident answers count.</summary>
    public required ImmutableArray<CoverageFigures> Coverage { get; init; }

    /// <summary>How long scoring took, in seconds; null where it is not reported.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Seconds { get; init; }

    /// <summary>What a user should know about the data, a sentence each; null without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    /// <summary>Collects the figures of an evaluation, without <see cref="Seconds"/>, so that equal evaluations have equal figures.</summary>
    /// <param name="model">The model's file.</param>
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

/// <summary>The figures of a class.</summary>
/// <param name="Label">The name of the class.</param>
/// <param name="Precision">The share of the samples predicted as this class that are of it, 0 to 1.</param>
/// <param name="Recall">The share of this class's samples that are predicted as it, 0 to 1.</param>
/// <param name="F1">The harmonic mean of precision and recall.</param>
/// <param name="Support">The number of samples of this class.</param>
public sealed record ClassFigures(string Label, double Precision, double Recall, double F1, long Support)
{
    internal static ClassFigures Of(ClassMetrics metrics) =>
        new(metrics.Name, metrics.Precision, metrics.Recall, metrics.F1, metrics.Support);
}

/// <summary>The accuracy when only the most confident answers count.</summary>
/// <param name="Threshold">The probability of the least confident answer that counts; null if it is not finite.</param>
/// <param name="Coverage">The share of samples whose answers count, 0 to 1.</param>
/// <param name="Accuracy">The share of correct answers among them, 0 to 1.</param>
public sealed record CoverageFigures(double? Threshold, double Coverage, double Accuracy);
