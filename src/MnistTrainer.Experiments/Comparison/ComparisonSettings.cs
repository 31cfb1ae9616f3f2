using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects what is compared, and what all trainings have in common.</summary>
public sealed record ComparisonSettings
{
    /// <summary>The default of <see cref="Activations"/>: all that suit hidden layers.</summary>
    public static ImmutableArray<Activation> DefaultActivations { get; } =
    [.. Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits && one != Activation.Identity)];

    /// <summary>The source to train and test on, which must have a test part. Default: null, for <see cref="SourceLoader.DefaultSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>What is known about the source. Default: nothing; everything is detected.</summary>
    public LoadOptions Options { get; init; } = LoadOptions.Default;

    /// <summary>The optimizers to compare on a network of ReLU. Default: all, each with its default learning rate.</summary>
    public ImmutableArray<Optimizer> Optimizers { get; init; } = [.. Optimizer.All];

    /// <summary>The hidden activations to compare with Adam. Default: <see cref="DefaultActivations"/>.</summary>
    public ImmutableArray<Activation> Activations { get; init; } = DefaultActivations;

    /// <summary>The units of each hidden layer. Default: 100.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [100];

    /// <summary>The number of passes over the training set. Default: 5.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>The number of samples in a batch. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The number of trainings of each network, with the seeds 1, 2, 3, … Default: 3.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The number of threads. Default: 0, for as many as speed training up.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether the trainings leave checkpoints, and in which folder (<see cref="RunFolder"/>): what is there is used, whichever process trained it, and all of it is deleted at
    /// the end, unless it was cancelled. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }
}
