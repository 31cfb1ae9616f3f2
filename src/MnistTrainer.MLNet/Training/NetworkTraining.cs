using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>One training of a network from the rows of a data view, which are read once into memory.</summary>
internal sealed class NetworkTraining(LearningTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <summary>Reads the rows and learns from them.</summary>
    public TrainingResult Run(IDataView input)
    {
        NetworkPlan plan = new(task, options);
        SampleReader reader = new(task, options, channel);
        Samples samples = reader.Read(input, "training");
        Samples? validation = options.ValidationSet is null ? null : reader.Read(options.ValidationSet, "validation");
        if (options.ValidationFraction is float fraction)
            (samples, validation) = HoldOut.Split(samples, fraction, plan.Training.Seed);
        TargetScaling scaling = task.ScalingOf(Targets(samples), plan.HasOutputBias);
        Network begin = plan.Begin(samples, scaling);
        TrainingResult result = Train(
            plan.Training,
            begin,
            scaling.Scale(samples),
            validation is null ? null : scaling.Scale(validation),
            new ChannelObserver(channel, options, scaling)
        );
        return result with { Network = plan.End(result.Network, scaling, samples.Count) };
    }

    private static IEnumerable<(float Target, float Weight)> Targets(Samples samples)
    {
        for (int row = 0; row < samples.Targets.Length; row++)
            yield return (samples.Targets[row], samples.Weights.IsEmpty ? 1 : samples.Weights[row]);
    }

    private TrainingResult Train(TrainingOptions training, Network begin, Samples samples, Samples? validation, ITrainingObserver observer)
    {
        if (options.NumberOfStarts == 1)
            return new Trainer(training) { Checkpoints = options.Checkpoints }.Train(
                begin,
                samples,
                validation,
                observer,
                options.Cancellation
            );
        (IReadOnlyList<TrainingResult> all, int best) = new Restarts(begin.Definition, training).Run(
            options.NumberOfStarts,
            samples,
            validation,
            _ => observer,
            options.Cancellation
        );
        channel.Info(MessageSensitivity.None, $"Of {all.Count} starts, number {best + 1} is kept: its loss is the least.");
        return all[best];
    }
}
