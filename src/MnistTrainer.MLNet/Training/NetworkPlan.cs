using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>The options resolved: the training options, the initial network, and the trained network as it is returned.</summary>
internal sealed class NetworkPlan
{
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly NetworkOptions _network;

    /// <exception cref="InvalidInputException">
    /// Options are invalid; the message lists all of them. Or the task does not support the activation of the output layer.
    /// </exception>
    public NetworkPlan(PredictionTask task, NeuralNetworkTrainer.Options options)
    {
        _options = options;
        _network = options.Network with { OutputActivation = options.Network.OutputActivation ?? task.OutputActivation };
        NetworkDefinition sketch = NetworkDefinition.Create(Shape.Vector(1), ["one"], _network);
        task.CheckOutputActivation(sketch.Layers.IsDefaultOrEmpty ? task.OutputActivation : sketch.Layers[^1].Activation);
        Training = options.ToTrainingOptions(task);

        // The numbers of inputs and classes do not affect validity, so one of each stands for all.
        IReadOnlyList<string> violations = [.. options.Violations(), .. Training.Violations(sketch)];
        if (violations.Count > 0)
            throw new InvalidInputException($"Invalid options: {string.Join("; ", violations)}.");
        HasOutputBias = sketch.Layers[^1] is Dense { UseBias: true };
    }

    /// <summary>Whether the output layer has a bias.</summary>
    public bool HasOutputBias { get; }

    /// <summary>The training options.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The network that training starts from.</summary>
    /// <param name="samples">The training samples, or the first block of them.</param>
    /// <param name="scaling">The scaling of targets during training.</param>
    /// <exception cref="InvalidInputException">The architecture of <see cref="NeuralNetworkTrainer.Options.StartFrom"/> differs from that of the options.</exception>
    public Network CreateInitialNetwork(Samples samples, TargetScaling scaling)
    {
        NetworkDefinition definition = Define(samples);
        if (_options.StartFrom is not Network network)
            return Network.Create(definition, Training.Seed);
        network.CheckSameArchitecture(_network.Scaling is null ? definition with { Scaling = network.Definition.Scaling } : definition);
        return scaling.Scale(network);
    }

    /// <summary>The trained network in the units of the labels, with its metadata.</summary>
    public Network ToTrainedNetwork(Network network, TargetScaling scaling, int rows) =>
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

    // Integers up to 16 are more likely counts, grades or categories; divided by 255 they would train very slowly.
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
