using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Comparing;

/// <summary>What is compared, and what is alike in all trainings.</summary>
internal sealed record ComparisonSettings
{
    /// <summary>The source to learn from and measure on, or null.</summary>
    public string? Data { get; init; }

    /// <summary>The optimizers that are compared, each with its usual learning rate.</summary>
    public required ImmutableArray<Optimizer> Optimizers { get; init; }

    /// <summary>The activations that are compared.</summary>
    public required ImmutableArray<Activation> Activations { get; init; }

    /// <summary>Units of each hidden layer.</summary>
    public required ImmutableArray<int> Hidden { get; init; }

    /// <summary>How often every image is learned from.</summary>
    public required int Epochs { get; init; }

    /// <summary>Images that share one step.</summary>
    public required int BatchSize { get; init; }

    /// <summary>Trainings of each, with the seeds 1, 2, 3 ….</summary>
    public required int Seeds { get; init; }

    /// <summary>Threads that work, or 0 for as many as make sense.</summary>
    public required int Threads { get; init; }

    /// <summary>Everything that is alike, in words.</summary>
    public string Summary(string data) =>
        $"{data}, hidden layers of {(Hidden.IsEmpty ? "none" : string.Join(", ", Hidden))}, {Epochs} epochs in batches of {BatchSize}, softmax cross-entropy, {Seeds} seeds";
}
