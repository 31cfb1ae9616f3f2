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
        TargetScaling scaling = task.ScalesTargets ? TargetScaling.Of(samples, plan.HasOutputBias) : TargetScaling.None;
        Network initial = plan.CreateInitialNetwork(samples, scaling, SampleColumns.Of(input.Schema, task, options).Embedding);
        channel.Info(MessageSensitivity.None, NetworkPlan.DescribeInput(initial.Definition));
        LabelAdvice advice = new(options, channel);
        if (task.ScalesTargets)
            advice.CheckSkewness(samples);
        TrainingOptions training = plan.TrainingOn(samples.Shape, samples.Count);
        (samples, validation) = (scaling.Scale(samples), validation is null ? null : scaling.Scale(validation));
        LoggingObserver observer = new(channel, options, scaling);
        TrainingResult result = Train(training, initial, samples, validation, observer, options.Checkpoints);
        advice.CheckLearning(result, validation ?? samples, training);
        Network network = calibration is null
            ? result.Network
            : calibration.Correct(
                result,
                samples,
                heldOut is null ? null : scaling.Scale(heldOut),
                part => Train(plan.TrainingOn(part.Shape, part.Count), initial, part, validation, observer: null, checkpoints: null)
            );
        return result with { Network = plan.ToTrainedNetwork(network, scaling, samples.Count) };
    }

    private TrainingResult Train(
        TrainingOptions training,
        Network initial,
        Samples samples,
        Samples? validation,
        ITrainingObserver? observer,
        Checkpointing? checkpoints
    )
    {
        if (options is { NumberOfStarts: 1, NumberOfMembers: 1 })
        {
            Trainer trainer = new(training) { Checkpoints = checkpoints, Ranks = options.Ranks };
            return trainer.Train(initial, samples, validation, observer, options.Cancellation);
        }

        (IReadOnlyList<TrainingResult> all, int best) = new Restarts(initial.Definition, training) { CreateInitial = initial.Redraw }.Run(
            Math.Max(options.NumberOfStarts, options.NumberOfMembers),
            samples,
            validation,
            _ => observer,
            options.Cancellation
        );
        if (options.NumberOfMembers > 1)
            return Join(all, best);
        channel.Info(MessageSensitivity.None, $"Start {best + 1} of {all.Count} has the lowest loss and is used.");
        return all[best];
    }

    /// <summary>The members that ended well as one network; the best one alone if none did.</summary>
    private TrainingResult Join(IReadOnlyList<TrainingResult> all, int best)
    {
        (TrainingResult result, int members) = Restarts.Join(all, best);
        foreach (Divergence divergence in all.Select(one => one.Divergence).OfType<Divergence>())
            channel.Warning(MessageSensitivity.None, $"A member is left out. {divergence.Message} {divergence.Recovery}");
        if (members < options.NumberOfMembers)
            channel.Warning(MessageSensitivity.None, $"{members} of {options.NumberOfMembers} members were trained to the end.");
        return result;
    }
}
