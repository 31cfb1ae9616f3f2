using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Distributed;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist train</c>: trains a network, measures it and saves it.</summary>
internal sealed class TrainCommand : Command, IChecksOptions, ILendsJobs
{
    /// <summary>The command's name.</summary>
    public const string Word = "train";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Train a network, evaluate it and save it";

    private readonly RunOptionGroup _run = new();
    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly ColumnOptionGroup _columns = new();
    private readonly NetworkOptionGroup _network = new();
    private readonly LearningOptionGroup _learning = new();
    private readonly RegularizationOptionGroup _regularization = new();
    private readonly TeacherOptionGroup _teacher = new();

    public TrainCommand()
        : base(Word, Summary)
    {
        foreach (OptionGroup group in (OptionGroup[])[_run, _table, _columns, _network, _learning, _regularization, _teacher])
            group.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist train",
            "mnist train --data mnist --preset accurate",
            "mnist train --data my-digits.csv --validation 0.1 --hidden 300,100 --dropout 0.3 --early-stopping 5 --model my-digits.zip",
            "mnist train --data letters.tsv --label 2 --skip 1,3-6 --size 16x8",
            "mnist train --data income.csv --label income --model income.zip",
            "mnist train --data houses.csv --label price --task regression --ignore address --categories zip",
            "mnist train --data fruit/ --color --size 48x48 --preset convnet",
            "mnist train --data huge.csv --memory 500MB --validation 0.001",
            "mnist train --data mnist --seeds 5",
            "mnist train --data mnist --seeds 10 --serve 192.168.0.7:5290     with workers on other machines",
            "mnist train --data mnist --preset convnet --ensemble 5",
            "mnist train --data mnist --preset fast --teacher models/mnist-convnet.zip",
            "mnist train --resume --model my-digits.zip"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. SettingsOf(parsed).Violations(),
            .. _run.Violations(parsed),
            .. _run.TableViolations(parsed, _table),
            .. _run.TableViolations(parsed, _columns),
            .. _network.Violations(parsed),
            .. SettingsOf(parsed).From is null ? [] : _network.ViolationsFromModel(parsed),
            .. _regularization.Violations(parsed),
            .. _teacher.Violations(parsed),
        ];

    /// <inheritdoc/>
    public bool IsComplete(ParseResult parsed) => !_run.Resumes(parsed);

    /// <inheritdoc/>
    public JoinedJobs Join(ParseResult parsed, WorkerSetup worker)
    {
        JoinedRuns joined = new(worker);
        // Its checkpoints are those of the command line there; whatever that says, a worker writes no other files and serves no page.
        TrainSettings settings = SettingsOf(parsed) with
        {
            Arguments = [.. worker.Arguments],
            Division = joined,
            Logs = [],
            IsMonitored = false,
            Port = null,
        };
        TrainOnSource(parsed, settings, worker.Screen, worker.Cancellation);
        return joined.Jobs;
    }

    private TrainSettings SettingsOf(ParseResult parsed)
    {
        Recipe recipe = _network.Apply(parsed, _run.Source(parsed));
        TrainSettings settings = _run.ToSettings(parsed, _regularization.Apply(parsed, _learning.Apply(parsed, recipe)));
        return settings with
        {
            Data = settings.Data with { Options = _table.Apply(parsed, settings.Data.Options) },
            Teacher = _teacher.ToSettings(parsed),
        };
    }

    private int Run(ParseResult parsed)
    {
        ITrainingRanks ranks = RankedProcess.Join();
        Screen screen = new(_run.IsJson(parsed) || !RankedProcess.IsFirst);
        bool startsOver = false;
        if (_run.Resumes(parsed) && _run.Model(parsed) is string model)
        {
            // On other machines than that of rank 0, there may be no checkpoint.
            string checkpoint = ResumedCommandLine.PathOf(model, _run.Repeats(parsed));
            string? kept = RankText.OfFirst(
                ranks,
                () =>
                    ResumedCommandLine.StartsOver(parsed, checkpoint, model, _run.Free)
                        ? null
                        : JsonSerializer.Serialize(ResumedCommandLine.Read(checkpoint), CommandJson.Compact.StringArray)
            );
            startsOver = kept is null;
            if (kept is null)
                screen.Note(Localized.Of("[grey]There is no checkpoint to resume from: training starts from the beginning[/]"));
            else
                parsed = ResumedCommandLine.Complete(
                    this,
                    parsed,
                    JsonSerializer.Deserialize(kept, CommandJson.Compact.StringArray)!,
                    checkpoint,
                    _run.Free
                );
        }

        TrainSettings settings = SettingsOf(parsed);
        if (Violations(parsed).Any() || OutputGuard.Violations(parsed).Any())
            return RankedProcess.Fail(writer => UsageError.Report(parsed, writer));
        RankRejection.Check(settings.Data);
        if (RankedProcess.IsFirst)
            OutputGuard.Prepare(parsed);
        else
            settings = settings with { Logs = [], IsMonitored = false, Port = null };
        foreach (string note in _run.Notes(parsed))
            screen.Note($"[grey]{MarkupText.Of(Localized.Recognize(note))}[/]");
        settings = settings with
        {
            Resume = settings.Resume && !startsOver,
            Ranks = ranks,
            Data = settings.Data with { Ranks = ranks },
            Recipe = settings.Recipe with { Training = RankedProcess.DivideThreads(settings.Recipe.Training) },
        };
        if (MpiRanks.Joined is MpiRanks joined)
            screen.Note(
                joined.Memory is null
                    ? Localized.Of($"[grey]{ranks.Count} ranks of {joined.Library}, {settings.Recipe.Training.Threads} threads on each[/]")
                    : Localized.Of(
                        $"[grey]{ranks.Count} ranks of {joined.Library} with shared memory, {settings.Recipe.Training.Threads} threads on each[/]"
                    )
            );
        using Interruption interruption = new();
        return TrainOnSource(
            parsed,
            settings with
            {
                Division =
                    settings.Shard is Shard shard ? new ShardRun(screen, shard)
                    : _run.Serve.IsGiven(parsed)
                        ? new ServedRuns(parsed, _run.Serve, settings.Arguments, screen) { UsualWorkers = _run.UsualWorkers(parsed) }
                    : null,
            },
            screen,
            interruption.Token
        );
    }

    private int TrainOnSource(ParseResult parsed, TrainSettings settings, Screen screen, CancellationToken cancellation)
    {
        TableOptions table = _columns.Apply(parsed, settings.Data.Options);
        if (settings.Data.Source is string source && TableBoundary.IsTable(source, settings.Data.Options, table, cancellation))
            return TrainOnTable(parsed, settings, table, screen, cancellation);
        RankRejection.Check(settings, isTable: false);
        try
        {
            return TrainOnImages(parsed, settings, screen, cancellation);
        }
        catch (InvalidInputException e) when (IsUnlabeledTable(settings.Data))
        {
            throw new InvalidInputException(
                $"{e.Message} If it is a table of numbers and categories, name the column to predict: --label COLUMN.",
                e
            );
        }
    }

    private static bool IsUnlabeledTable(DataSelection data) =>
        data.Source is string source && data.Options.LabelColumn is null && TableBoundary.LooksLikeTable(source, data.Options);

    private int TrainOnTable(ParseResult parsed, TrainSettings settings, TableOptions table, Screen screen, CancellationToken cancellation)
    {
        RankRejection.Check(settings, isTable: true);
        TableRejection.Check(
            parsed,
            $"{settings.Data.Source} is read as a table of numbers and categories, not as images",
            [.. _run.OfImages, .. _network.OfImages, .. _learning.OfImages, .. _teacher.All]
        );
        if (settings is { Folds: not null, Data.Test: not null })
            throw new InvalidInputException("--folds measures each network on the rows of a fold: leave out --test.");
        return new TableTrainingRun(screen, settings, table)
        {
            Adjust = recipe =>
            {
                Recipe adjusted = _regularization.Apply(parsed, _learning.Apply(parsed, _network.Apply(parsed, recipe)));
                TrainingOptions run = settings.Recipe.Training;
                return adjusted with { Training = adjusted.Training with { Seed = run.Seed, Threads = run.Threads } };
            },
            CheckModel = model =>
            {
                CheckModel(parsed, model, settings);
                return TrainCheckpoints.Of(settings, model);
            },
            Metadata = MetadataOf(settings),
        }.Run(cancellation);
    }

    private static int TrainOnImages(ParseResult parsed, TrainSettings settings, Screen screen, CancellationToken cancellation)
    {
        return settings.Folds is int folds
            ? CrossValidate(parsed, settings, folds, screen, cancellation)
            : Train(parsed, settings, screen, cancellation);
    }

    private static int CrossValidate(ParseResult parsed, TrainSettings settings, int folds, Screen screen, CancellationToken cancellation)
    {
        TerminalListener listener = new(screen);
        PixelGuess.Show(listener, settings.Data.Source, settings.Data.Options, cancellation);
        TrainingData data = (settings.Data with { ValidationFraction = null, HoldsOutTest = false }).Load(listener, cancellation);
        string model = settings.Model ?? ModelFolder.DefaultPath(data.Name, settings.Recipe.Name);
        CheckModel(parsed, model, settings);
        CrossValidationExperiment experiment = new(settings.Recipe, folds)
        {
            ValidationFraction = settings.Data.ValidationFraction,
            Checkpoints = TrainCheckpoints.Of(settings, model),
        };
        if (settings.Division?.Train(one => experiment.RunsOn(data, one), experiment.Checkpoints!.Path, listener, cancellation) is int code)
            return code;
        CrossValidationReport report = experiment.Run(data, listener, cancellation);
        if (report.WasCanceled && experiment.Checkpoints is not null)
            TrainCheckpoints.ShowHint(screen, model);
        if (report.Results.IsEmpty)
            return ExitCode.Canceled;
        if (screen.IsJson)
            JsonOutput.Print(CrossValidationJson.Of(report), CommandJson.Readable.CrossValidationJson);
        else
            CrossValidationView.Show(screen.Results, report);
        return report.WasCanceled ? ExitCode.Canceled : ExitCode.Done;
    }

    private static int Train(ParseResult parsed, TrainSettings settings, Screen screen, CancellationToken cancellation)
    {
        if (settings.Model is not null)
            CheckModel(parsed, settings.Model, settings);
        Network? from = settings.From is null ? null : ImageModel.Load(settings.From);
        if (settings.Teacher is TeacherSettings teacher)
            settings = settings with { Recipe = teacher.AddTo(settings.Recipe) };
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        using TrainingOutputs outputs = new(settings, screen, stop);
        TerminalListener listener = new(screen, outputs.Observe);
        PixelGuess.Show(listener, settings.Data.Source, settings.Data.Options, cancellation);
        TrainingData data = settings.Data.Load(listener, cancellation);
        // A worker trains when this has returned, as long as its process lives.
        using RowFile? rows = settings.Division is JoinedRuns ? null : data.Stored?.File;
        string model = settings.Model ?? ModelFolder.DefaultPath(data.Name, settings.Recipe.Name);
        if (settings.Model is null)
            CheckModel(parsed, model, settings);
        TrainingExperiment experiment = new(settings.Recipe)
        {
            Runs = settings.Seeds ?? settings.Restarts ?? settings.Ensemble ?? 1,
            Keep =
                settings.Ensemble is not null ? RunSelection.All
                : settings.Restarts is not null ? RunSelection.Best
                : RunSelection.First,
            StartFrom = from,
            ModelPath = model,
            Checkpoints = TrainCheckpoints.Of(settings, model),
            Ranks = settings.Ranks,
            Metadata = MetadataOf(settings),
        };
        if (settings.Division?.Train(one => experiment.RunsOn(data, one), experiment.Checkpoints!.Path, listener, stop.Token) is int end)
            return end;
        TrainingSeries series = experiment.Run(data, listener, stop.Token);
        if (!series.IsSaved)
            Console.Error.WriteLine(Localized.Of($"{model} is unchanged: a network that is no better than chance does not replace it."));
        if (screen.IsJson)
            JsonOutput.Print(TrainJson.Of(series, model) with { Notes = listener.NotesOrNull }, CommandJson.Readable.TrainJson);
        else
            TrainingView.Show(screen, series, model);
        int code = ReportEnd(series, experiment.Checkpoints, model, screen);
        outputs.End(series.Selected, model, cancellation);
        return code;
    }

    private static void CheckModel(ParseResult parsed, string model, TrainSettings settings)
    {
        if (!RankedProcess.IsFirst)
            return;
        if (settings.Folds is null)
        {
            OutputGuard.Check(parsed, new OutputFile(model, OutputKind.Model));
            ModelFolder.CheckWritable(model);
        }

        if (TrainCheckpoints.Of(settings, model) is not Checkpointing checkpoints)
            return;
        if (settings.IsRepeated)
            OutputFile.CheckFolder(checkpoints.Path);
        else
            OutputGuard.Check(parsed, new OutputFile(checkpoints.Path, OutputKind.Checkpoint));
    }

    private static ImmutableSortedDictionary<string, string> MetadataOf(TrainSettings settings)
    {
        var none = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
        return settings.Arguments.IsEmpty ? none : none.Add("options", CommandText.Of(settings.Arguments));
    }

    private static int ReportEnd(TrainingSeries series, Checkpointing? checkpoints, string model, Screen screen)
    {
        Divergence[] divergences = [.. series.Models.Select(one => one.Training.Divergence).OfType<Divergence>()];
        foreach (Divergence divergence in divergences)
            DivergenceView.Write(Console.Error, divergence);
        if (!series.WasCanceled)
            return divergences.Length > 0 ? ExitCode.InvalidInput : ExitCode.Done;
        if (checkpoints is not null)
            TrainCheckpoints.ShowHint(screen, model);
        return ExitCode.Canceled;
    }
}
