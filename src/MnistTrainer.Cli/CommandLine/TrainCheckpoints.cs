using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>Whether and where <c>mnist train</c> leaves checkpoints.</summary>
internal static class TrainCheckpoints
{
    /// <summary>Returns how checkpoints are written: of one training into a file beside the model, of several into a folder; null for none.</summary>
    /// <exception cref="InvalidInputException">A part of several trainings has no place for them.</exception>
    public static Checkpointing? Of(TrainSettings settings, string model)
    {
        if (AtomicFile.IsDevice(model))
        {
            if (settings.Division is not null)
                throw new InvalidInputException(
                    settings.Shard is null ? "--serve" : "--shard",
                    "a file name for the model, next to which the networks are saved",
                    model,
                    "Specify a file name for --model"
                );
            return null;
        }

        string path = settings.IsRepeated ? ModelPath.RunsOf(model) : ModelPath.CheckpointOf(model);
        if (!Leaves(settings, path))
            return null;
        return new Checkpointing(path)
        {
            Every = Math.Max(1, settings.CheckpointEvery ?? 1),
            // Several are resumed from whatever is there.
            Resume = settings.Resume && !settings.IsRepeated,
            KeepAtEnd = true,
            Metadata = ResumedCommandLine.MetadataOf(settings.Arguments),
        };
    }

    /// <summary>Shows how an interrupted training is resumed.</summary>
    public static void ShowHint(Screen screen, string model) =>
        screen.Note(
            Localized.Of(
                $"Resume with: [bold]./mnist train --resume --model {MarkupText.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), model))}[/]"
            )
        );

    // What saves no model leaves no files, unless it is asked to.
    private static bool Leaves(TrainSettings settings, string path) =>
        settings.Division is not null
        || settings.Resume
        || (settings.Folds is null ? settings.CheckpointEvery != 0 : settings.CheckpointEvery > 0)
        || (settings.Folds is not null && settings.CheckpointEvery is null && Directory.Exists(path));
}
