using System.CommandLine;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist search</c>: searches settings of a recipe that do better on validation images.</summary>
internal sealed class SearchCommand : Command, IChecksOptions, ILendsJobs
{
    /// <summary>The command's name.</summary>
    public const string Word = "search";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Search for settings that train a better network";

    private const int UsualWorkers = 4;

    private static readonly SearchOptions Defaults = new();

    private readonly Option<int?> _trials = CommonOptions.WholeNumber(
        "--trials",
        $"Number of settings to try. Default: {Defaults.Trials}",
        1,
        SearchOptions.MaximumTrials
    );

    private readonly Option<float?> _hours = new("--hours")
    {
        HelpName = "X",
        Description = "Hours after which no new trial is started: 0.5. Default: no limit",
        CustomParser = OptionParser.Number(
            new(
                $"a number above 0 and up to {SearchOptions.MaximumHours}, such as 0.5",
                number => number is > 0 and <= (float)SearchOptions.MaximumHours
            )
        ),
    };

    private readonly Option<int?> _workers = CommonOptions.WholeNumber(
        "--workers",
        $"Number of networks to train at the same time in this process, which does not affect the study; may be 0 with --serve. Default: as many as there are cores, up to {UsualWorkers}",
        0,
        SearchOptions.MaximumWorkers
    );

    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads for training each network. Default: the cores, divided among the workers",
        0,
        TrainingOptions.MaximumThreads
    );

    private readonly FileOption _model = new(
        "--model",
        "FILE",
        OutputKind.Model,
        "The file to save the best model to; the folder FILE.study next to it has the study. Default: models/DATA-PRESET-search.zip"
    );

    private readonly ServeOptionGroup _serve = new("trials", "the study's folder");
    private readonly ShardOption _shard = new(
        "Train only the I-th of N parts of the trials, alongside processes that train the others and share the same files; the first one evaluates and saves the best trial"
    );

    private readonly StudyOptionGroup _study = new();
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SearchCommand()
        : base(Word, Summary)
    {
        _study.AddTo(this);
        foreach (Option option in (Option[])[_trials, _hours, _workers, _threads, .. _serve.All, _shard, _model, _force, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist search --data mnist",
            "mnist search --data mnist --learning-rate 1e-4..1e-1 --hidden 100..1000 --optimizer adam,adamw --batch-size 32,64,128",
            "mnist search --data fashion-mnist --preset convnet --learning-rate 0.01..0.3 --weight-decay 1e-5..1e-2 --hours 8",
            "mnist search --data mnist --serve 192.168.0.7:5290     with workers on other machines",
            "mnist search --data mnist --trials 100 --shard auto"
        );
        SetAction(RunAsync);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (string violation in _study.Violations(parsed))
            yield return violation;
        if (parsed.Given(_model) is string model && AtomicFile.IsDevice(model))
            yield return "--model: a study needs a file; its folder is next to it.";
        if (parsed.Given(_workers) == 0 && !_serve.IsGiven(parsed))
            yield return "--workers 0 needs --serve: without remote workers, nothing would be trained.";
        foreach (string violation in _serve.Violations(parsed))
            yield return violation;
        foreach (
            string violation in OptionRules.HaveNoEffect(
                parsed,
                parsed.Has(_shard),
                "--shard divides the trials without workers",
                _serve.Serve
            )
        )
            yield return violation;
        if (parsed.Has(_shard) && parsed.Given(_hours) is not null)
            yield return "--hours: each shard would count them separately; use --trials instead.";
    }

    /// <inheritdoc/>
    public JoinedJobs Join(ParseResult parsed, WorkerSetup worker)
    {
        TrainingData data = _study.Load(parsed, new TerminalListener(worker.Screen), worker.Cancellation);
        HyperparameterSearch search = _study.Create(parsed, parsed.Given(_model)!, Defaults, parsed.Given(_threads) ?? 0);
        worker.Screen.Note(Localized.Of($"[grey]Space: {MarkupText.Of(search.Space.ToString())}[/]"));
        return new JoinedJobs(
            search.CreateTrainer(data, worker.Folder, trial => ShowTrained(worker.Screen, trial)),
            search.IdentityOf(data)
        );
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        if (parsed.Given(_model) is string given)
            CheckModel(parsed, given);
        TrainingData data = _study.Load(parsed, listener, interruption.Token);
        string model = parsed.Given(_model) ?? ModelFolder.DefaultPath(data.Name, $"{_study.RecipeOf(parsed).Name}-{Word}");
        if (parsed.Given(_model) is null)
            CheckModel(parsed, model);
        int workers = parsed.Given(_workers) ?? Math.Min(UsualWorkers, Environment.ProcessorCount);
        SearchOptions options = Defaults with
        {
            Trials = parsed.Given(_trials) ?? Defaults.Trials,
            Hours = parsed.Given(_hours),
            Workers = workers,
        };
        int threads = parsed.Given(_threads) ?? Math.Max(1, Environment.ProcessorCount / Math.Max(1, workers));
        HyperparameterSearch search = _study.Create(parsed, model, options, threads) with { Shard = parsed.Given(_shard) };
        screen.Note(Localized.Of($"[grey]Space: {MarkupText.Of(search.Space.ToString())}[/]"));
        screen.Note(Localized.Of($"[grey]Page: {MarkupText.Of(ShownPath(search.PagePath))}[/]"));
        StudyResult result;
        if (!_serve.IsGiven(parsed))
        {
            result = search.Run(data, listener, interruption.Token);
        }
        else
        {
            search = search with { Board = new JobBoard() };
            Directory.CreateDirectory(search.Folder);
            JobTerms terms = new(Word, _study.ArgumentsOf(parsed), search.IdentityOf(data));
            await using JobServer server = await _serve
                .StartAsync(parsed, search.Board, terms, search.Folder, screen, interruption.Token)
                .ConfigureAwait(false);
            result = search.Run(data, listener, interruption.Token);
        }

        string? command =
            result.Model is not null && result.Best is Trial best
                ? CommandText.Of([MnistCommand.Name, TrainCommand.Word, .. search.Arguments!(best), "--model", ShownPath(model)])
                : null;
        if (screen.IsJson)
            JsonOutput.Print(SearchJson.Of(result, command, model) with { Notes = listener.NotesOrNull }, CommandJson.Readable.SearchJson);
        else
            SearchView.Show(screen.Results, result, command, ShownPath(model));
        if (search.Shard is { Number: > 1 } shard && !result.WasCanceled)
            screen.Note(Localized.Of($"Shard {shard} has ended. The first evaluates the best trial and saves it."));
        if (!result.WasCanceled)
            return ExitCode.Done;
        screen.Note(Localized.Of("The same command continues the search."));
        return ExitCode.Canceled;
    }

    private static void ShowTrained(Screen screen, Trial trial)
    {
        string result =
            trial.HasDiverged ? Localized.Of(", diverged")
            : trial.Last is TrialEpoch last ? Localized.Of($", validation accuracy {last.ValidationAccuracy:P2}")
            : "";
        screen.Note(
            Localized.Of($"Trial {trial.Number}: {trial.Epochs.Length} {Localized.Plural(trial.Epochs.Length, "epoch", "epochs")}{result}")
        );
    }

    private static string ShownPath(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    private static void CheckModel(ParseResult parsed, string model)
    {
        OutputGuard.Check(parsed, new OutputFile(model, OutputKind.Model));
        ModelFolder.CheckWritable(model);
        OutputFile.CheckFolder($"{model}.study");
    }
}
