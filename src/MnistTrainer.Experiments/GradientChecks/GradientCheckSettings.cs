using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The network whose gradient is checked, and how it is checked.</summary>
public sealed record GradientCheckSettings
{
    /// <summary>
    /// The file of a model, or the units of each layer of a random network: <c>784-30-10</c>; only inputs and classes, <c>784-10</c>, if
    /// <see cref="Network"/> has all layers.
    /// </summary>
    public required string Subject { get; init; }

    /// <summary>Whether a subject is a model, which has its own layers, rather than an architecture.</summary>
    /// <param name="subject">The subject.</param>
    public static bool IsModel(string subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        return File.Exists(subject) || subject.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>
    /// The layers of a random network; <see cref="Subject"/> determines the scaling and, if not given, the units. Default: tanh, without batch normalization
    /// and dropout.
    /// </summary>
    public NetworkOptions Network { get; init; } = new() { HiddenActivation = Activation.Tanh };

    /// <summary>The loss. Default: null, for the loss that matches the last layer.</summary>
    public Loss? Loss { get; init; }

    /// <summary>The rule for back-propagation. Default: the exact gradient.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>The maximum number of parameters to compare in each layer. Default: 200.</summary>
    public int ParametersPerLayer { get; init; } = 200;

    /// <summary>The seed of random weights, samples and the choice of parameters. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;
}
