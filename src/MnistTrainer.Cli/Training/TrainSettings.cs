using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>What a user asked of <c>mnist train</c>; null where nothing was said.</summary>
internal sealed record TrainSettings
{
    /// <summary>The source to learn from.</summary>
    public string? Data { get; init; }

    /// <summary>A source to validate with, or the fraction of the data to hold out for it.</summary>
    public string? Validation { get; init; }

    /// <summary>The source to measure on.</summary>
    public string? Test { get; init; }

    /// <summary>Where to begin from.</summary>
    public required Preset Preset { get; init; }

    /// <summary>Units of each hidden layer.</summary>
    public int[]? Hidden { get; init; }

    /// <summary>The activation of the hidden layers.</summary>
    public Activation? Activation { get; init; }

    /// <summary>What is made small.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The name of the optimizer.</summary>
    public string? Optimizer { get; init; }

    /// <summary>The size of a step.</summary>
    public float? LearningRate { get; init; }

    /// <summary>How often every sample is learned from.</summary>
    public int? Epochs { get; init; }

    /// <summary>Samples that share one step.</summary>
    public int? BatchSize { get; init; }

    /// <summary>How pictures are changed as they are learned from: elastic, none, or null for what suits them.</summary>
    public string? Augmentation { get; init; }

    /// <summary>The source of all randomness.</summary>
    public ulong Seed { get; init; }

    /// <summary>Threads that work, or 0 for as many as make sense.</summary>
    public int Threads { get; init; }

    /// <summary>Where the model goes.</summary>
    public string? Model { get; init; }
}
