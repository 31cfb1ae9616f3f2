using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Trains one network, or several of which the best or the mean is the result, as the options want it.</summary>
internal sealed class MemberRuns(NeuralNetworkTrainer.Options options, IChannel channel)
{
    /// <summary>Trains on rows in memory.</summary>
    public TrainingResult Train(
        TrainingOptions training,
        Network initial,
        Samples samples,
        Samples? validation,
        ITrainingObserver? observer,
        Checkpointing? checkpoints
    ) =>
        Train(
            training,
            initial,
            checkpoints,
            IsMonitored ? null : observer,
            trainer => trainer.Train(initial, samples, validation, observer, options.Cancellation),
            (restarts, count) => restarts.Run(count, samples, validation, IsMonitored ? _ => observer : null, options.Cancellation)
        );

    /// <summary>Trains on rows in a file.</summary>
    public TrainingResult Train(
        TrainingOptions training,
        Network initial,
        StoredSamples samples,
        Samples? validation,
        ITrainingObserver? observer,
        Checkpointing? checkpoints
    ) =>
        Train(
            training,
            initial,
            checkpoints,
            log: null,
            trainer => trainer.Train(initial, samples, validation, observer, options.Cancellation),
            (restarts, count) => restarts.Run(count, samples, validation, _ => observer, options.Cancellation)
        );

    /// <summary>Whether someone else than the log hears of each epoch when it ends, so that networks must be trained one after another.</summary>
    private bool IsMonitored => options.Observer is not null || options.MetricsCallback is not null;

    // The log hears of the epochs of a network when it has ended, since others are trained at once; it is null if it hears of them during training.
    private TrainingResult Train(
        TrainingOptions training,
        Network initial,
        Checkpointing? checkpoints,
        ITrainingObserver? log,
        Func<Trainer, TrainingResult> one,
        Func<Restarts, int, (IReadOnlyList<TrainingResult> All, int Best)> several
    )
    {
        if (options is { NumberOfStarts: 1, NumberOfMembers: 1 })
            return one(new Trainer(training) { Checkpoints = checkpoints, Ranks = options.Ranks });
        (IReadOnlyList<TrainingResult> all, int best) = several(
            new Restarts(initial.Definition, training) { CreateInitial = initial.Redraw, Ended = ended => Log(ended, log) },
            Math.Max(options.NumberOfStarts, options.NumberOfMembers)
        );
        if (options.NumberOfMembers > 1)
            return Join(all, best);
        channel.Info(MessageSensitivity.None, $"Start {best + 1} of {all.Count} has the lowest loss and is used.");
        return all[best];
    }

    private static void Log(TrainingResult ended, ITrainingObserver? log)
    {
        foreach (EpochResult epoch in ended.Epochs)
            log?.OnEpoch(epoch, ended.Network);
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
