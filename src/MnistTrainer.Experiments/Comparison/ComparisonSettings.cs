using System.Collections.Immutable;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The optimizers and activations to compare, and the common settings of all training runs.</summary>
public sealed record ComparisonSettings
{
    /// <summary>The default of <see cref="Activations"/>: all that are suitable for hidden layers.</summary>
    public static ImmutableArray<Activation> DefaultActivations { get; } =
    [.. Activation.All.Where(one => one.IsDifferentiable && !one.MixesUnits && one != Activation.Identity)];

    /// <summary>The source to train and test on, which must have a test part. Default: null, for <see cref="SourceLoader.DefaultSource"/>.</summary>
    public string? Source { get; init; }

    /// <summary>Known properties of the source. Default: none; everything is detected.</summary>
    public LoadOptions Options { get; init; } = LoadOptions.Default;

    /// <summary>The optimizers to compare on a network with ReLU. Default: all, each with its default learning rate.</summary>
    public ImmutableArray<Optimizer> Optimizers { get; init; } = [.. Optimizer.All];

    /// <summary>The hidden activations to compare with Adam. Default: <see cref="DefaultActivations"/>.</summary>
    public ImmutableArray<Activation> Activations { get; init; } = DefaultActivations;

    /// <summary>The units of each hidden layer. Default: 100.</summary>
    public ImmutableArray<int> Hidden { get; init; } = [100];

    /// <summary>The number of passes over the training set. Default: 5.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>The number of samples in a batch. Default: 128.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The number of training runs of each network, with the seeds 1, 2, 3, … Default: 3.</summary>
    public int Seeds { get; init; } = 3;

    /// <summary>The number of threads. Default: 0, for as many as are useful.</summary>
    public int Threads { get; init; }

    /// <summary>
    /// Whether training writes checkpoints, and to which folder (<see cref="RunFolder"/>): existing checkpoints are used, regardless of the process that wrote them, and all are
    /// deleted at the end, unless the comparison was canceled. Default: null, for none.
    /// </summary>
    public Checkpointing? Checkpoints { get; init; }
}
