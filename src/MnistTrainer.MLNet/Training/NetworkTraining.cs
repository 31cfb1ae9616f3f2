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
        TargetScaling scaling = task.ScalingOf(samples.Targets.ToArray(), options.UseBias);
        TrainingResult result = new Trainer(plan.Training) { Checkpoints = options.Checkpoints }.Train(
            plan.Begin(samples, scaling),
            scaling.Scale(samples),
            validation is null ? null : scaling.Scale(validation),
            new ChannelObserver(channel, options, scaling),
            options.Cancellation);
        return result with { Network = plan.End(result.Network, scaling, samples.Count) };
    }
}
