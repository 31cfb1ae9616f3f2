using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>One run of <c>mnist train</c>: load, train, once or from several seeds, measure, save, report.</summary>
internal sealed class TrainingRun(TrainSettings settings, Screen screen, CancellationToken cancellation)
{
    /// <summary>Where the checkpoint of a model lies.</summary>
    public static string CheckpointOf(string model) => model + ".checkpoint";

    /// <returns>The exit code.</returns>
    public int Run()
    {
        if (settings.Model is not null)
            ModelPath.CheckWritable(settings.Model);
        Network? from = settings.From is null ? null : ModelFile.Load(settings.From);
        TrainingData data = TrainingData.Load(settings, screen, cancellation);
        Preset preset = settings.Preset.WithAugmentationFor(data.Train, settings.Augmentation);
        if (preset.Training.Augmentation is not null && settings.Augmentation is null)
            screen.Note(
                "[grey]They look like handwriting: each is bent and turned a little, anew in every epoch (--augmentation none: not)[/]"
            );
        string path = settings.Model ?? ModelPath.Default(data.Name, preset.Name);
        ModelPath.CheckWritable(path);

        Checkpointing? checkpoints = CheckpointsAt(path);
        using TrainingMonitor? watch = settings.IsWatched ? new TrainingMonitor(settings.Port, screen) : null;
        List<OneTraining> all = TrainAll(
            preset,
            data,
            one => new NetworkTraining(one, data) { From = from, Checkpoints = checkpoints },
            watch
        );
        int kept = settings.Restarts is null ? 0 : Restarts.Best([.. all.Select(one => one.Result)]);
        OneTraining chosen = all[kept];
        if (chosen.Result.Divergence is { LastGoodStep: 0 } && File.Exists(path))
            Console.Error.WriteLine($"{path} is left as it was: a network that learned nothing does not replace it.");
        else
            chosen.Training.Save(TrainingMetadata.Of(settings, data, chosen, all.Count), path);
        if (!chosen.Result.WasCancelled)
            checkpoints?.Delete();

        Repetition? repetition = settings.Seeds is null && settings.Restarts is null ? null : new Repetition(all, kept);
        TrainingReport report = new(settings, data, chosen, path) { Repetition = repetition };
        if (screen.IsJson)
            report.WriteJson();
        else
            report.Show(screen);
        int code = ExitCodeOf(all, checkpoints, path);
        watch?.End(chosen.Test.Metrics.MicroAccuracy, path, cancellation);
        return code;
    }

    private List<OneTraining> TrainAll(Preset preset, TrainingData data, Func<Preset, NetworkTraining> create, TrainingMonitor? watch)
    {
        List<OneTraining> all = [];
        do
        {
            ulong seed = settings.Seed + (ulong)all.Count;
            if (settings.Seeds is not null || settings.Restarts is not null)
                screen.Note($"[bold]Seed {seed}[/]");
            Preset seeded = preset with { Training = preset.Training with { Seed = seed } };
            all.Add(Train(seeded, data, create(seeded), watch));
        } while (all.Count < (settings.Seeds ?? settings.Restarts ?? 1) && !cancellation.IsCancellationRequested);
        return all;
    }

    private OneTraining Train(Preset preset, TrainingData data, NetworkTraining training, TrainingMonitor? watch)
    {
        List<TrainingLog> logs = [];
        try
        {
            logs.AddRange(settings.Logs.Select(log => new TrainingLog(log)));
            TrainingObserver observer = new(screen, data.Train.Count, preset.Training.Epochs, data.Validation is not null);
            ITrainingObserver[] watched = watch is null ? [] : [watch.Begin(preset, data)];
            TrainingResult result = observer.Watch(bar => training.Run(new Observers([bar, .. logs, .. watched]), cancellation));

            // Measured even if training was interrupted: what was reached must not be lost.
            Evaluation test = ProgressBar.Run(
                screen,
                "Testing",
                data.Test.Count,
                "images",
                bar => Evaluation.Measure(result.Network, data.Test, bar, CancellationToken.None)
            );
            return new OneTraining(preset, training, result, observer.Elapsed, test);
        }
        finally
        {
            foreach (TrainingLog log in logs)
                log.Dispose();
        }
    }

    private Checkpointing? CheckpointsAt(string path)
    {
        if ((settings.CheckpointEvery == 0 && !settings.Resume) || settings.Seeds is not null || settings.Restarts is not null)
            return null;
        if (!settings.Resume && File.Exists(CheckpointOf(path)))
            screen.Note("[grey]The checkpoint of an interrupted training is replaced (--resume would go on with it)[/]");
        return new Checkpointing(CheckpointOf(path))
        {
            Every = Math.Max(1, settings.CheckpointEvery),
            Resume = settings.Resume,
            KeepAtEnd = true,
            Metadata = ResumedCommandLine.MetadataOf(settings.Arguments),
        };
    }

    private int ExitCodeOf(List<OneTraining> all, Checkpointing? checkpoints, string path)
    {
        foreach (Divergence divergence in all.Select(one => one.Result.Divergence).OfType<Divergence>())
        {
            Console.Error.WriteLine($"{divergence.Message} {divergence.Recovery}");
            string clip = divergence.SuggestsClipping ? " or --clip-norm 1" : "";
            Console.Error.WriteLine(FormattableString.Invariant($"That is: --learning-rate {divergence.SuggestedLearningRate}{clip}"));
        }

        if (all.Any(one => one.Result.WasCancelled))
        {
            string model = Path.GetRelativePath(Directory.GetCurrentDirectory(), path);
            if (checkpoints is not null)
                screen.Note($"Go on with: [bold]./mnist train --resume --model {Markup.Escape(model)}[/]");
            return ExitCode.Cancelled;
        }

        return all.Any(one => one.Result.Divergence is not null) ? ExitCode.InvalidInput : ExitCode.Done;
    }
}
