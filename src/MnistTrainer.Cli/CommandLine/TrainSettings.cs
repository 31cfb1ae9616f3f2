using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c>; null where an option was not given.</summary>
internal sealed record TrainSettings
{
    /// <summary>The network and how it is trained.</summary>
    public required Recipe Recipe { get; init; }

    /// <summary>The data.</summary>
    public required DataSelection Data { get; init; }

    /// <summary>The model's file.</summary>
    public string? Model { get; init; }

    /// <summary>The model whose weights training starts from.</summary>
    public string? From { get; init; }

    /// <summary>The models whose answers the network is trained on as well.</summary>
    public TeacherSettings? Teacher { get; init; }

    /// <summary>The number of seeds.</summary>
    public int? Seeds { get; init; }

    /// <summary>The number of folds of a cross-validation.</summary>
    public int? Folds { get; init; }

    /// <summary>The number of random starting points.</summary>
    public int? Restarts { get; init; }

    /// <summary>The number of networks of an ensemble.</summary>
    public int? Ensemble { get; init; }

    /// <summary>The part of several trainings that this process does.</summary>
    public Shard? Shard { get; init; }

    /// <summary>How several trainings are divided among processes; null where this one does all.</summary>
    public IRunDivision? Division { get; init; }

    /// <summary>Epochs between two checkpoints; 0 for no checkpoints.</summary>
    public int? CheckpointEvery { get; init; }

    /// <summary>Whether to resume from a checkpoint.</summary>
    public bool Resume { get; init; }

    /// <summary>Files that get a line for every epoch.</summary>
    public string[] Logs { get; init; } = [];

    /// <summary>Whether a page monitors the training.</summary>
    public bool IsMonitored { get; init; }

    /// <summary>The page's port; 0 for any free one.</summary>
    public int? Port { get; init; }

    /// <summary>The ranks that train together.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>The command line without the options that may differ when training is resumed; kept in checkpoints and saved with the model.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Whether more than one network is trained.</summary>
    public bool IsRepeated => Seeds is not null || Folds is not null || Restarts is not null || Ensemble is not null;

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations()
    {
        if (Recipe.Training.EarlyStopping is not null && !IsValidated)
            yield return "--early-stopping needs --validation, such as --validation 0.1.";
        if (Data.ValidationFraction is double fraction && !(fraction > 0 && fraction < 1))
            yield return FormattableString.Invariant(
                $"--validation: expected a source, or a fraction above 0 and below 1, such as 0.1, found \"{fraction}\"."
            );
        if (new[] { Seeds, Folds, Restarts, Ensemble }.Count(number => number is not null) > 1)
            yield return "--seeds, --folds, --restarts and --ensemble each train several networks: use only one of them.";
        if (Folds is not null && Data.ValidationSource is not null)
            yield return "--folds validates on part of each fold's training images: give --validation a fraction, such as --validation 0.1.";
        if (Resume && Model is null)
            yield return "--resume needs --model, the model whose checkpoint it is.";
        if (Shard is not null && CheckpointEvery == 0)
            yield return "--shard saves its networks as checkpoints: leave out --checkpoint-every 0.";
        if (Logs.Length > 0 && IsRepeated)
            yield return "--log records one training run, not those of --seeds, --folds, --restarts or --ensemble.";
        if (IsMonitored && Folds is not null)
            yield return "--watch shows training runs that produce a model; --folds saves none.";
        if (Port is not null && !IsMonitored)
            yield return "--port is the port of the page: it needs --watch.";
        if (From is not null && (Restarts ?? Ensemble) is not null)
            yield return "--from is one starting point, --restarts and --ensemble need several.";
        if (Teacher is not null && Folds is not null)
            yield return "--folds measures networks on images that the teacher may have been trained on: leave out --teacher.";
        foreach (string violation in Teacher is null ? [] : TeacherSettings.Violations(Recipe.Training))
            yield return violation;
        foreach (string log in Logs.Where(log => !TrainingLog.Supports(log)))
            yield return $"--log: expected a file that ends in .jsonl or .csv, found \"{log}\".";
        foreach (string violation in Recipe.Violations())
            yield return violation;
    }

    private bool IsValidated => Data.ValidationFraction is not null || Data.ValidationSource is not null || Folds is not null;
}
