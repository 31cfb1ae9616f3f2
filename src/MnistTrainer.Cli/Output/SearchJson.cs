using System.Text.Json.Serialization;

namespace MnistTrainer.Cli.Output;

/// <summary>The JSON of <c>mnist search</c>.</summary>
/// <param name="Dataset">The name of the data.</param>
/// <param name="Preset">The recipe that the search started from.</param>
/// <param name="Space">The values of each parameter, in words.</param>
/// <param name="Rungs">The epochs of each rung.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Best">The number of the best trial; left out without any.</param>
/// <param name="PresetValidationAccuracy">The accuracy of the recipe as it is, after as many epochs as the best trial or, if it has fewer, after those; left out without any.</param>
/// <param name="TestAccuracy">The accuracy of the best trial on the test images, 0 to 1; left out without any.</param>
/// <param name="Importance">The share of each parameter in the importance of all, 0 to 1; left out with too few trials.</param>
/// <param name="Command">The command line that trains the best trial to the same bytes; left out without any.</param>
/// <param name="Model">The model's file; left out without any.</param>
/// <param name="Canceled">Whether the search was canceled, so that the model has the epochs that it had reached.</param>
internal sealed record SearchJson(
    string Dataset,
    string Preset,
    IReadOnlyDictionary<string, string> Space,
    IReadOnlyList<int> Rungs,
    IEnumerable<TrialJson> Trials,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Best,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? PresetValidationAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? TestAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, double>? Importance,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Command,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Model,
    [property: JsonPropertyName("cancelled")] bool Canceled
)
{
    /// <summary>Notes on what was decided; left out without any.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Notes { get; init; }

    public static SearchJson Of(StudyResult result, string? command, string model) =>
        new(
            result.Dataset,
            result.Recipe,
            result.Space.Dimensions.ToDictionary(one => one.Parameter.Name, one => one.Domain.ToString(), StringComparer.Ordinal),
            result.Rungs,
            result.Trials.Select(TrialJson.Of),
            result.Best?.Number,
            result.ComparedEpochs is int epochs ? result.Trials[0].Epochs[epochs - 1].ValidationAccuracy : null,
            result.Model?.Test.Metrics.MicroAccuracy,
            result.Importance.IsEmpty
                ? null
                : result.Importance.ToDictionary(one => one.Parameter, one => one.Share, StringComparer.Ordinal),
            command,
            result.Model is null ? null : model,
            result.WasCanceled
        );
}

/// <summary>One trial.</summary>
/// <param name="Number">Its number; 0 is the recipe as it is.</param>
/// <param name="Settings">The value of each parameter; empty for the recipe as it is.</param>
/// <param name="Epochs">The number of epochs that it has reached.</param>
/// <param name="ValidationAccuracy">The validation accuracy after them, 0 to 1; left out without any.</param>
/// <param name="ValidationLoss">The validation loss after them; left out without any, and where it is not finite.</param>
/// <param name="Diverged">Whether training diverged in the epoch after them.</param>
internal sealed record TrialJson(
    int Number,
    IReadOnlyDictionary<string, string> Settings,
    int Epochs,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ValidationAccuracy,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? ValidationLoss,
    bool Diverged
)
{
    public static TrialJson Of(Trial trial) =>
        new(
            trial.Number,
            trial.Settings.ToDictionary(one => one.Name, one => one.Value, StringComparer.Ordinal),
            trial.Epochs.Length,
            trial.Last?.ValidationAccuracy,
            trial.Last is TrialEpoch last ? FiniteNumber.OrNull(last.ValidationLoss) : null,
            trial.HasDiverged
        );
}
