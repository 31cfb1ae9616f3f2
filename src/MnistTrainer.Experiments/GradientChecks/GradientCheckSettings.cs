using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the network whose gradient is checked, and how.</summary>
public sealed record GradientCheckSettings
{
    /// <summary>
    /// The file of a model, or the units of each layer of a random network: <c>784-30-10</c>. With <see cref="Layers"/>, only inputs and classes:
    /// <c>784-10</c>.
    /// </summary>
    public required string Subject { get; init; }

    /// <summary>All layers of a random network. Default: null, for the dense layers that the following properties describe.</summary>
    public ImmutableArray<Layer>? Layers { get; init; }

    /// <summary>The activation of a random network's hidden layers. Default: tanh.</summary>
    public Activation HiddenActivation { get; init; } = Activation.Tanh;

    /// <summary>Whether a random network's hidden layers are normalized. Default: no.</summary>
    public bool BatchNormalization { get; init; }

    /// <summary>The dropout rate of a random network's hidden layers, from 0 to below 1. Default: 0.</summary>
    public float Dropout { get; init; }

    /// <summary>The loss. Default: null, for the loss that suits the last layer.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The rule that layers pass errors back by. Default: the exact gradient.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>The maximum number of parameters to compare in each layer. Default: 200.</summary>
    public int ParametersPerLayer { get; init; } = 200;

    /// <summary>The seed of random weights, samples and the choice of parameters. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
