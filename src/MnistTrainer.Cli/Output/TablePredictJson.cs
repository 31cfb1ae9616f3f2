using System.Text.Json.Serialization;
using MnistTrainer.Data;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist predict --data</c> with a model of a table.</summary>
/// <param name="Count">The number of rows.</param>
/// <param name="Label">The name of the column that is predicted.</param>
/// <param name="Output">The file that was written; left out without one.</param>
/// <param name="Predictions">The predictions in the order of the rows.</param>
internal sealed record TablePredictJson(
    int Count,
    string Label,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Output,
    IEnumerable<TablePredictionJson> Predictions
)
{
    /// <summary>What a user should know about the table, a sentence each; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static TablePredictJson Of(TablePredictions predictions, string? output) =>
        new(
            predictions.Predictions.Length,
            predictions.Schema.Label.Name,
            output,
            predictions.Predictions.Select(one => TablePredictionJson.Of(one, predictions.Schema))
        );
}

/// <summary>The prediction for a row of a table: a class with its probability, or a number.</summary>
/// <param name="Input">The id of the row where the table has one; otherwise its number from 1.</param>
internal sealed record TablePredictionJson(string Input)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Label { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Probability { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, float?>? Probabilities { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? Value { get; init; }

    /// <summary>The deviation over the members of an ensemble; left out for a single network.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public float? Deviation { get; init; }

    public static TablePredictionJson Of(TablePrediction prediction, TableSchema schema) =>
        new(prediction.Row)
        {
            Label = prediction.Label,
            Probability = prediction.Probability is float probability ? FiniteNumber.OrNull(probability) : null,
            Probabilities = prediction.Label is null
                ? null
                : new OrderedDictionary<string, float?>(
                    schema.OutputNames.Zip(prediction.Outputs, (name, output) => KeyValuePair.Create(name, FiniteNumber.OrNull(output)))
                ),
            Value = FiniteNumber.OrNull(prediction.Value),
            Deviation = prediction.Deviation is float deviation ? FiniteNumber.OrNull(deviation) : null,
        };
}
