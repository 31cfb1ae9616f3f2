using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>What the options come to: how a network is trained, that with which training begins, and what is kept of the one with which it ends.</summary>
internal sealed class NetworkPlan
{
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly NetworkOptions _network;

    /// <exception cref="InvalidInputException">
    /// Options do not hold; the message lists all that do not. Or the network does not end as the task needs it.
    /// </exception>
    public NetworkPlan(LearningTask task, NeuralNetworkTrainer.Options options)
    {
        _options = options;
        _network = options.Network with { OutputActivation = options.Network.OutputActivation ?? task.OutputActivation };
        NetworkDefinition sketch = NetworkDefinition.Create(Shape.Vector(1), ["one"], _network);
        task.CheckEnd(sketch.Layers.IsDefaultOrEmpty ? task.OutputActivation : sketch.Layers[^1].Activation);
        Training = options.ToTrain(task);

        // What holds of one input and one class holds of all.
        IReadOnlyList<string> violations = [.. options.Violations(), .. Training.Violations(sketch)];
        if (violations.Count > 0)
            throw new InvalidInputException($"These options do not hold: {string.Join("; ", violations)}.");
        HasOutputBias = sketch.Layers[^1] is Dense { UseBias: true };
    }

    /// <summary>Whether the last layer has a bias.</summary>
    public bool HasOutputBias { get; }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The network that training begins with.</summary>
    /// <param name="samples">What is learned, or the first of it.</param>
    /// <param name="scaling">How targets are scaled while the network learns.</param>
    /// <exception cref="InvalidInputException">The network to begin with is another.</exception>
    public Network Begin(Samples samples, TargetScaling scaling)
    {
        NetworkDefinition definition = Define(samples);
        if (_options.StartFrom is not Network network)
            return Network.Create(definition, Training.Seed);
        network.CheckSameArchitecture(_network.Scaling is null ? definition with { Scaling = network.Definition.Scaling } : definition);
        return scaling.Scale(network);
    }

    /// <summary>The network that training ended with, for use, with the facts of its making.</summary>
    public Network End(Network network, TargetScaling scaling, int rows) =>
        scaling
            .Unscale(network)
            .WithMetadata(
                ImmutableSortedDictionary
                    .Create<string, string>(StringComparer.Ordinal)
                    .Add("epochs", network.Definition.History.Length.ToString(CultureInfo.InvariantCulture))
                    .Add("seed", Training.Seed.ToString(CultureInfo.InvariantCulture))
                    .Add("trainCount", rows.ToString(CultureInfo.InvariantCulture))
                    .SetItems(_options.Metadata)
            );

    private NetworkDefinition Define(Samples samples)
    {
        InputScaling scaling = _network.Scaling ?? (LooksLikePixels(samples) ? InputScaling.Unit : InputScaling.None);
        return NetworkDefinition.Create(samples.Shape, samples.ClassNames, _network with { Scaling = scaling });
    }

    // Whole numbers up to 16 are more likely counts, grades or categories; divided by 255 they would be learned very slowly.
    private static bool LooksLikePixels(Samples samples)
    {
        for (int row = 0; samples is Samples<byte> bytes && row < bytes.Count; row++)
        {
            if (bytes.Row(row).ContainsAnyInRange((byte)17, byte.MaxValue))
                return true;
        }

        return false;
    }
}
