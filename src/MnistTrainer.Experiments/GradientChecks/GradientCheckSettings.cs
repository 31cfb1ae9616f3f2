using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Selects the network whose gradient is checked, and how.</summary>
public sealed record GradientCheckSettings
{
    /// <summary>
    /// The file of a model, or the units of each layer of a random network: <c>784-30-10</c>. Where <see cref="Network"/> has all layers, inputs and classes only:
    /// <c>784-10</c>.
    /// </summary>
    public required string Subject { get; init; }

    /// <summary>A random network's layers. Hidden units and scaling are ignored. Default: tanh, without batch normalization and dropout.</summary>
    public NetworkOptions Network { get; init; } = new() { HiddenActivation = Activation.Tanh };

    /// <summary>The loss. Default: null, for the loss that suits the last layer.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The rule that layers pass errors back by. Default: the exact gradient.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>The maximum number of parameters to compare in each layer. Default: 200.</summary>
    public int ParametersPerLayer { get; init; } = 200;

    /// <summary>The seed of random weights, samples and the choice of parameters. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
