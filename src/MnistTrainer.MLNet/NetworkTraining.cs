using System.Collections.Immutable;
using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>One training of a network from the rows of a data view.</summary>
internal sealed class NetworkTraining(LearningTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    private readonly TrainingOptions _training = options.ToTrain(task);

    /// <summary>Reads the rows and learns from them.</summary>
    public TrainingResult Run(IDataView input)
    {
        task.CheckEnd(options.OutputActivation ?? task.OutputActivation);
        SampleReader reader = new(task, options, channel);
        Samples samples = reader.Read(input, "training");
        Samples? validation = options.ValidationSet is null ? null : reader.Read(options.ValidationSet, "validation");
        TargetScaling scaling = task.ScalingOf(samples.Targets, options.UseBias);
        TrainingResult result = new Trainer(_training) { Checkpoints = options.Checkpoints }.Train(
            Start(Define(samples), scaling),
            scaling.Scale(samples),
            validation is null ? null : scaling.Scale(validation),
            new ChannelObserver(channel, options, scaling),
            options.Cancellation);
        return result with { Network = scaling.Unscale(result.Network).WithFacts(Facts(samples.Count, result.Epochs.Count)) };
    }

    private ImmutableSortedDictionary<string, string> Facts(int rows, int epochs) => ImmutableSortedDictionary
        .Create<string, string>(StringComparer.Ordinal)
        .Add("epochs", epochs.ToString(CultureInfo.InvariantCulture))
        .Add("seed", _training.Seed.ToString(CultureInfo.InvariantCulture))
        .Add("trainCount", rows.ToString(CultureInfo.InvariantCulture))
        .SetItems(options.Facts);

    private Network Start(NetworkDefinition definition, TargetScaling scaling)
    {
        if (options.StartFrom is not Network network)
            return Network.Create(definition, _training.Seed);
        network.CheckSameArchitecture(options.Scaling is null ? definition with { Scaling = network.Definition.Scaling } : definition);
        return scaling.Scale(network);
    }

    private NetworkDefinition Define(Samples samples)
    {
        DenseNetworkOptions network = new()
        {
            HiddenUnits = options.HiddenUnits,
            HiddenActivation = options.HiddenActivation,
            OutputActivation = options.OutputActivation ?? task.OutputActivation,
            UseBias = options.UseBias,
            Initializer = options.Initializer,
            Scaling = options.Scaling ?? (LooksLikePixels(samples) ? InputScaling.Unit : InputScaling.None),
            BatchNormalization = options.BatchNormalization,
            Dropout = options.Dropout,
            InputDropout = options.InputDropout,
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
