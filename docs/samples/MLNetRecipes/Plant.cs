using Microsoft.ML.Data;

namespace MLNetRecipes;

/// <summary>A row of the table of plants.</summary>
internal sealed class Plant
{
    [LoadColumn(0)]
    public float StemLength { get; set; }

    [LoadColumn(1)]
    public float LeafLength { get; set; }

    [LoadColumn(2)]
    public float LeafWidth { get; set; }

    [LoadColumn(3)]
    public float Petals { get; set; }

    [LoadColumn(4)]
    public string Species { get; set; } = "";

    [LoadColumn(5)]
    public bool IsPoisonous { get; set; }

    [LoadColumn(6)]
    public float Nectar { get; set; }
}

/// <summary>A prediction for a row.</summary>
internal sealed class PlantPrediction
{
    public string PredictedLabel { get; set; } = "";

    public float[] Score { get; set; } = [];
}
