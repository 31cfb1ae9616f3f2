using Microsoft.ML.Data;

namespace ModelServing;

/// <summary>A plant. What was not measured is NaN, which the network knows as missing.</summary>
internal sealed class Plant
{
    [LoadColumn(0)]
    public float StemLength { get; set; } = float.NaN;

    [LoadColumn(1)]
    public float LeafLength { get; set; } = float.NaN;

    [LoadColumn(2)]
    public float LeafWidth { get; set; } = float.NaN;

    /// <summary>What a person has found it to be; empty in a request for a prediction.</summary>
    [LoadColumn(3)]
    public string Species { get; set; } = "";

    /// <summary>Whether it can be trained on. Letters alone cannot break a line of CSV.</summary>
    public bool CanBeLearned() => Species.Length > 0 && Species.All(char.IsLetter);

    public string ToCsv() => FormattableString.Invariant($"{StemLength},{LeafLength},{LeafWidth},{Species}\n");
}

/// <summary>The species of a plant, and the probability of each.</summary>
internal sealed class PlantPrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
