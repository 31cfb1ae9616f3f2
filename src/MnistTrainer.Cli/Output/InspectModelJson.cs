using System.Text.Json.Serialization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist inspect</c> for a model.</summary>
/// <param name="Model">The model's file.</param>
/// <param name="Parameters">The number of parameters.</param>
/// <param name="Members">The number of networks of an ensemble; left out for a single network.</param>
/// <param name="InputShape">The shape of the input.</param>
/// <param name="Classes">The names of the classes.</param>
/// <param name="Layers">The layers, first to last.</param>
/// <param name="Metadata">The metadata.</param>
/// <param name="History">The epochs of the training.</param>
internal sealed record InspectModelJson(
    string Model,
    int Parameters,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Members,
    string InputShape,
    IEnumerable<string> Classes,
    IEnumerable<LayerInspectionJson> Layers,
    [property: JsonPropertyName("facts")] IReadOnlyDictionary<string, string> Metadata,
    IEnumerable<EpochJson> History
)
{
    /// <summary>Pixels by which images are also moved when they are scored; left out where they are not.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? TestTimeShift { get; init; }

    /// <summary>What the outputs are; absent for classes.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Outputs { get; init; }

    /// <summary>The weights that were written as images; absent without <c>--weights</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WeightFilesJson? Weights { get; init; }

    /// <summary>The columns that a model of a table reads, and its label; left out for other models.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<ColumnJson>? Columns { get; init; }

    /// <summary>What each input of a model of a table stands for; left out for other models.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IEnumerable<string>? Inputs { get; init; }

    /// <summary>Returns the columns of a model of a table, and its label, which is last.</summary>
    public static IEnumerable<ColumnJson> ColumnsOf(TableSchema schema) =>
        [.. schema.Columns.Select(column => ColumnJson.Of(column, isLabel: false)), ColumnJson.Of(schema.Label, isLabel: true)];

    public static InspectModelJson Of(string model, ModelInspection inspection)
    {
        NetworkDefinition definition = inspection.Network.Definition;
        return new(
            model,
            inspection.Network.ParameterCount,
            definition.Members == 1 ? null : definition.Members,
            definition.InputShape.ToString(),
            definition.ClassNames,
            inspection.Layers.Select(LayerInspectionJson.Of),
            definition.Metadata,
            definition.History.Select(EpochJson.Untimed).Select(epoch => inspection.AreNumbers ? epoch.WithoutAccuracy() : epoch)
        )
        {
            Outputs = definition.Outputs == OutputMeaning.Classes ? null : definition.Outputs.ToString().ToLowerInvariant(),
            TestTimeShift = definition.TestTimeShift > 0 ? definition.TestTimeShift : null,
        };
    }
}

/// <summary>A layer and the distribution of its weights.</summary>
/// <param name="Description">A description of the layer.</param>
/// <param name="Parameters">The number of its parameters.</param>
/// <param name="Mean">Their mean; null without any.</param>
/// <param name="Deviation">Their standard deviation.</param>
/// <param name="Least">Their minimum.</param>
/// <param name="Greatest">Their maximum.</param>
internal sealed record LayerInspectionJson(
    string Description,
    int Parameters,
    double? Mean,
    double? Deviation,
    double? Least,
    double? Greatest
)
{
    public static LayerInspectionJson Of(LayerInspection layer) =>
        new(
            layer.Description,
            layer.Weights.Count,
            FiniteNumber.OrNull(layer.Weights.Mean),
            FiniteNumber.OrNull(layer.Weights.StandardDeviation),
            FiniteNumber.OrNull(layer.Weights.Minimum),
            FiniteNumber.OrNull(layer.Weights.Maximum)
        );
}
