namespace MnistTrainer.Experiments;

/// <summary>Selects the synthetic images of an ablation.</summary>
public sealed record AblationSettings
{
    /// <summary>The number of images of each kind, at least 1. Default: 100.</summary>
    public int Count { get; init; } = 100;

    /// <summary>The seed: the same seed gives the same images. Default: 1.</summary>
    public int Seed { get; init; } = 1;
}
