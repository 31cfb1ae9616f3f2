using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist train --folds</c>.</summary>
/// <param name="Dataset">The name of the data.</param>
/// <param name="TrainCount">The number of images.</param>
/// <param name="Folds">The completed folds.</param>
/// <param name="AccuracySpread">Mean and spread of their accuracy.</param>
/// <param name="NearChance">Left out where the networks do better than chance.</param>
internal sealed record CrossValidationJson(
    string Dataset,
    int TrainCount,
    IEnumerable<FoldJson> Folds,
    SpreadJson AccuracySpread,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] NearChanceJson? NearChance
)
{
    public static CrossValidationJson Of(CrossValidationReport report) =>
        new(
            report.Data.Name,
            report.Data.Train.Count,
            report.Results.Select(FoldJson.Of),
            SpreadJson.Of(report.Accuracy),
            NearChanceJson.Of(report.Weakness)
        );
}

/// <summary>One fold.</summary>
/// <param name="Count">The number of images measured.</param>
/// <param name="Accuracy">The accuracy on them, 0 to 1.</param>
/// <param name="Epochs">The epochs of the training on the other folds.</param>
internal sealed record FoldJson(long Count, double Accuracy, IEnumerable<EpochJson> Epochs)
{
    public static FoldJson Of(FoldResult result) =>
        new(result.Metrics.Count, result.Metrics.MicroAccuracy, result.Training.Epochs.Select(EpochJson.Timed));
}
