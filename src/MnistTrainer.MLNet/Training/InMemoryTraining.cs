using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Trains a network on the rows of a data view, read once into memory.</summary>
internal sealed class InMemoryTraining(PredictionTask task, NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <summary>Reads the rows and trains on them.</summary>
    public TrainingResult Run(IDataView input)
    {
        NetworkPlan plan = new(task, options);
        SampleReader reader = new(task, options, channel);
        Samples samples = reader.Read(input, "training");
        SeenClasses classes = new(task, options);
        classes.Add(samples);
        classes.Check();
        SeenLabels labels = new(task, options);
        labels.Add(samples);
        labels.Check(channel);
        Samples? validation = options.ValidationSet is null ? null : reader.Read(options.ValidationSet, "validation");
        if (options.ValidationFraction is float fraction)
            (samples, validation) = HoldOut.Split(samples, fraction, plan.Training.Seed);
        QuantileCalibration? calibration = QuantileCalibration.Of(task, options, plan, channel);
        (samples, Samples? heldOut) = calibration?.Split(samples, validation) ?? (samples, null);
        TargetScaling scaling = task.ScalesTargets ? plan.WithBounds(TargetScaling.Of(samples, plan.HasOutputBias)) : TargetScaling.None;
        Network initial = plan.CreateInitialNetwork(samples, scaling, SampleColumns.Of(input.Schema, task, options).Embedding);
        channel.Info(MessageSensitivity.None, NetworkPlan.DescribeInput(initial.Definition));
        LabelAdvice advice = new(options, channel);
        if (task.ScalesTargets)
            advice.CheckSkewness(samples);
        TrainingOptions training = plan.TrainingOn(samples);
        (samples, validation) = (scaling.Scale(samples), validation is null ? null : scaling.Scale(validation));
        LoggingObserver observer = new(channel, options, scaling);
        MemberRuns runs = new(options, channel);
        TrainingResult result = runs.Train(training, initial, samples, validation, observer, options.Checkpoints);
        advice.CheckLearning(result, validation ?? samples, training);
        Network network = calibration is null
            ? result.Network
            : calibration.Correct(
                result,
                samples,
                heldOut is null ? null : scaling.Scale(heldOut),
                part => runs.Train(plan.TrainingOn(part), initial, part, validation, observer: null, checkpoints: null)
            );
        return result with { Network = plan.ToTrainedNetwork(network, scaling, samples.Count) };
    }
}
