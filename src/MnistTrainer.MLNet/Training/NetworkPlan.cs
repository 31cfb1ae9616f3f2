using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>What the options come to: how a network is trained, that with which training begins, and what is kept of the one with which it ends.</summary>
internal sealed class NetworkPlan
{
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly Activation _last;

    /// <exception cref="InvalidInputException">The network does not end as the task needs it.</exception>
    public NetworkPlan(LearningTask task, NeuralNetworkTrainer.Options options)
    {
        _options = options;
        _last = options.OutputActivation ?? task.OutputActivation;
        task.CheckEnd(_last);
        Training = options.ToTrain(task);
    }

    /// <summary>How it is trained.</summary>
    public TrainingOptions Training { get; }

    /// <summary>The network that training begins with.</summary>
    /// <param name="samples">What is learned, or the first of it.</param>
    /// <param name="scaling">How targets are scaled while the network learns.</param>
    public Network Begin(Samples samples, TargetScaling scaling)
    {
        NetworkDefinition definition = Define(samples);
        if (_options.StartFrom is not Network network)
            return Network.Create(definition, Training.Seed);
        network.CheckSameArchitecture(_options.Scaling is null ? definition with { Scaling = network.Definition.Scaling } : definition);
        return scaling.Scale(network);
    }

    /// <summary>The network that training ended with, for use, with the facts of its making.</summary>
    public Network End(Network network, TargetScaling scaling, int rows) => scaling.Unscale(network).WithFacts(ImmutableSortedDictionary
        .Create<string, string>(StringComparer.Ordinal)
        .Add("epochs", network.Definition.History.Length.ToString(CultureInfo.InvariantCulture))
        .Add("seed", Training.Seed.ToString(CultureInfo.InvariantCulture))
        .Add("trainCount", rows.ToString(CultureInfo.InvariantCulture))
        .SetItems(_options.Facts));

    private NetworkDefinition Define(Samples samples)
    {
        DenseNetworkOptions network = new()
        {
            HiddenUnits = _options.HiddenUnits,
            HiddenActivation = _options.HiddenActivation,
            OutputActivation = _last,
            UseBias = _options.UseBias,
            Initializer = _options.Initializer,
            Scaling = _options.Scaling ?? (LooksLikePixels(samples) ? InputScaling.Unit : InputScaling.None),
            BatchNormalization = _options.BatchNormalization,
            Dropout = _options.Dropout,
            InputDropout = _options.InputDropout,
        };
        return NetworkDefinition.Dense(samples.Shape, samples.ClassNames, network);
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
