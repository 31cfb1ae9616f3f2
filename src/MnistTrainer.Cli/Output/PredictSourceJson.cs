using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist predict --data</c>.</summary>
/// <param name="Count">The number of images.</param>
/// <param name="Accuracy">The share of correct predictions, 0 to 1; left out without labels.</param>
/// <param name="Output">The submission file; left out without one.</param>
/// <param name="Notes">What a user should know about the data, a sentence each; left out without any.</param>
/// <param name="Predictions">The predictions in the order of the images.</param>
internal sealed record PredictSourceJson(
    int Count,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Accuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Output,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Notes,
    IEnumerable<PredictionJson> Predictions
)
{
    public static PredictSourceJson Of(NetworkDefinition network, PredictionSet set, string? output, IReadOnlyList<string>? notes) =>
        new(
            set.Predictions.Length,
            set.Metrics?.MicroAccuracy,
            output,
            notes,
            set.Predictions.Select(prediction => new PredictionJson(
                prediction.Input,
                network.ClassNames[prediction.Best],
                FiniteNumber.OrNull(prediction.Probability),
                ClassProbabilities.ByName(network, prediction.Probabilities)
            ))
        );
}

/// <summary>The prediction for one image of a data source.</summary>
/// <param name="Input">The file or the id of the image where the data has one, otherwise its row, from 1.</param>
/// <param name="Label">The most probable class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Probabilities">The probability of each class.</param>
internal sealed record PredictionJson(string Input, string Label, float? Probability, IReadOnlyDictionary<string, float?> Probabilities);
