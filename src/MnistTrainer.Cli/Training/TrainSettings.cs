using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.Cli.Training;

/// <summary>What a user asked of <c>mnist train</c>; null where nothing was said.</summary>
internal sealed record TrainSettings
{
    /// <summary>The network and the way to train it.</summary>
    public required Preset Preset { get; init; }

    /// <summary>The source to learn from.</summary>
    public string? Data { get; init; }

    /// <summary>A source to validate with, or the fraction of the data to hold out for it.</summary>
    public string? Validation { get; init; }

    /// <summary>The source to measure on.</summary>
    public string? Test { get; init; }

    /// <summary>Folders of images to learn from besides.</summary>
    public string[] Add { get; init; } = [];

    /// <summary>A file of weights, one for each sample of the data.</summary>
    public string? SampleWeights { get; init; }

    /// <summary>Where the model goes.</summary>
    public string? Model { get; init; }

    /// <summary>The model to begin with.</summary>
    public string? From { get; init; }

    /// <summary>How images are changed as they are learned from: a name, or null for what suits them.</summary>
    public string? Augmentation { get; init; }

    /// <summary>How many seeds to train with.</summary>
    public int? Seeds { get; init; }

    /// <summary>How many folds to cross-validate with.</summary>
    public int? Folds { get; init; }

    /// <summary>How many starting points to train from.</summary>
    public int? Restarts { get; init; }

    /// <summary>Epochs from one checkpoint to the next, or 0 for none.</summary>
    public int CheckpointEvery { get; init; }

    /// <summary>Whether to go on from a checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Files that get a line for every epoch.</summary>
    public string[] Logs { get; init; } = [];

    /// <summary>Whether a page shows how the training gets on.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The page's port, 0 for any that is free.</summary>
    public int? Port { get; init; }

    /// <summary>The command line without what may differ where it is gone on with: kept in checkpoints.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The source of all randomness.</summary>
    public ulong Seed => Preset.Training.Seed;

    /// <summary>Whether more than one network is trained.</summary>
    private bool IsRepeated => Seeds is not null || Folds is not null || Restarts is not null;

    /// <summary>What does not hold together, a sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (Preset.Training.EarlyStopping is not null && Validation is null && Folds is null)
            yield return "--early-stopping needs --validation, such as --validation 0.1.";
        if (
            double.TryParse(Validation, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction)
            && !(fraction > 0 && fraction < 1)
        )
            yield return $"--validation: expected a source, or a fraction above 0 and below 1, such as 0.1, found \"{Validation}\".";
        if (new[] { Seeds, Folds, Restarts }.Count(number => number is not null) > 1)
            yield return "--seeds, --folds and --restarts each ask for several trainings: give one of them.";
        if (Resume && Model is null)
            yield return "--resume needs --model, the model whose checkpoint it is.";
        if (Resume && IsRepeated)
            yield return "--resume goes on with one training, not with --seeds, --folds or --restarts.";
        if (Logs.Length > 0 && IsRepeated)
            yield return "--log writes down one training, not those of --seeds, --folds or --restarts.";
        if (IsWatched && Folds is not null)
            yield return "--watch shows trainings that come to a model; --folds saves none.";
        if (Port is not null && !IsWatched)
            yield return "--port is the page's: it needs --watch.";
        if (From is not null && Restarts is not null)
            yield return "--from is one starting point, --restarts asks for several.";
        foreach (string log in Logs.Where(log => !TrainingLog.Knows(log)))
            yield return $"--log: expected a file that ends in .jsonl or .csv, found \"{log}\".";
        foreach (string violation in Preset.Violations())
            yield return violation;
    }
}
