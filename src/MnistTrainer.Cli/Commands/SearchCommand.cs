using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist search</c>: searches settings of a recipe that do better on validation images.</summary>
internal sealed class SearchCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "search";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Search settings that train a better network";

    private const string DefaultValidation = "0.1";
    private const int UsualWorkers = 4;

    private static readonly SearchOptions Defaults = new();

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"Training data: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
    );

    private readonly Option<string?> _validation = new("--validation")
    {
        HelpName = "SOURCE|FRACTION",
        Description =
            $"What trials are compared on: a source, or the share of the training data to hold out of every class. Default: {DefaultValidation}",
    };

    private readonly Option<string?> _test = CommonOptions.Source(
        "--test",
        "Test data, measured once, for the best trial. Default: the test part of the training data, or a held-out tenth of it where it has none"
    );

    private readonly Option<int?> _trials = CommonOptions.WholeNumber(
        "--trials",
        $"Number of settings to try. Default: {Defaults.Trials}",
        1,
        SearchOptions.MaximumTrials
    );

    private readonly Option<float?> _hours = new("--hours")
    {
        HelpName = "X",
        Description = "Hours after which nothing new is tried: 0.5. Default: no limit",
        CustomParser = OptionParser.Number(
            new(
                $"a number above 0 and up to {SearchOptions.MaximumHours}, such as 0.5",
                number => number is > 0 and <= (float)SearchOptions.MaximumHours
            )
        ),
    };

    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        $"Epochs of the last rung; each rung before it has a third. Default: {Defaults.Epochs}, for rungs of 1, 3, 9 and 27",
        1,
        SearchOptions.MaximumEpochs
    );

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of all randomness: the same seed and data give the same study. Default: 1",
        CustomParser = OptionParser.Seed,
    };

    private readonly Option<int?> _workers = CommonOptions.WholeNumber(
        "--workers",
        $"Number of trainings at the same time, which does not change the study. Default: as many as there are cores, up to {UsualWorkers}",
        1,
        SearchOptions.MaximumWorkers
    );

    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads of each training. Default: the cores, divided among the workers",
        0,
        TrainingOptions.MaximumThreads
    );

    private readonly FileOption _model = new(
        "--model",
        "FILE",
        OutputKind.Model,
        "The file to save the best model to, beside the folder FILE.study of the study. Default: models/DATA-PRESET-search.zip"
    );

    private readonly SpaceOptionGroup _space = new();
    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public SearchCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_data, _validation, _test, _trials, _hours, _epochs, _seed, _workers, _threads, _model])
            Options.Add(option);
        _space.AddTo(this);
        foreach (Option option in (Option[])[_force, _skipDamaged, _json])
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist search --data mnist",
            "mnist search --data mnist --learning-rate 1e-4..1e-1 --hidden 100..1000 --optimizer adam,adamw --batch-size 32,64,128",
            "mnist search --data fashion-mnist --preset convnet --learning-rate 0.01..0.3 --weight-decay 1e-5..1e-2 --hours 8"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (string violation in OptionRules.Need(parsed, _data, [.. _table.All, _skipDamaged]))
            yield return violation;
        if (FractionOf(parsed) is double fraction && !(fraction > 0 && fraction < 1))
            yield return FormattableString.Invariant(
                $"--validation: expected a source, or a fraction above 0 and below 1, such as 0.1, found \"{fraction}\"."
            );
        if (parsed.Given(_model) is string model && AtomicFile.IsDevice(model))
            yield return "--model: a study needs a file, beside which its folder lies.";
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        string? source = parsed.Given(_data);
        LoadOptions options = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        (Recipe recipe, SearchSpace space) = (_space.RecipeOf(parsed), _space.SpaceOf(parsed));
        if (parsed.Given(_model) is string given)
            CheckModel(parsed, given);
        ImagesAlone.Require(parsed, source, options, interruption.Token);
        TrainingData data = ImageSource.Read(
            source,
            options,
            $"{MnistCommand.Name} {Word}",
            () => SelectData(parsed, source, options).Load(listener, interruption.Token)
        );
        PixelGuess.Show(listener, source, options, interruption.Token);
        string model = parsed.Given(_model) ?? ModelFolder.DefaultPath(data.Name, $"{recipe.Name}-{Word}");
        if (parsed.Given(_model) is null)
            CheckModel(parsed, model);
        HyperparameterSearch search = Create(parsed, recipe, space, model);
        screen.Note($"[grey]Space: {MarkupText.Of(space.ToString())}[/]");
        screen.Note($"[grey]Page: {MarkupText.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), search.PagePath))}[/]");
        StudyResult result = search.Run(data, listener, interruption.Token);
        string? command = result.Best is Trial best
            ? CommandText.Of([MnistCommand.Name, TrainCommand.Word, .. search.Arguments!(best), "--model", ShownPath(model)])
            : null;
        if (screen.IsJson)
            JsonOutput.Print(SearchJson.Of(result, command, model) with { Notes = listener.NotesOrNull }, CommandJson.Readable.SearchJson);
        else
            SearchView.Show(screen.Results, result, command, ShownPath(model));
        if (!result.WasCancelled)
            return ExitCode.Done;
        screen.Note("The same command continues the search.");
        return ExitCode.Cancelled;
    }

    private static string ShownPath(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    private static void CheckModel(ParseResult parsed, string model)
    {
        OutputGuard.Check(parsed, new OutputFile(model, OutputKind.Model));
        ModelFolder.CheckWritable(model);
        OutputFile.CheckFolder($"{model}.study");
    }

    private HyperparameterSearch Create(ParseResult parsed, Recipe recipe, SearchSpace space, string model)
    {
        int workers = parsed.Given(_workers) ?? Math.Min(UsualWorkers, Environment.ProcessorCount);
        SearchOptions options = Defaults with
        {
            Trials = parsed.Given(_trials) ?? Defaults.Trials,
            Epochs = parsed.Given(_epochs) ?? Defaults.Epochs,
            Hours = parsed.Given(_hours),
            Workers = workers,
            Seed = parsed.Given(_seed) ?? Defaults.Seed,
        };
        Option[] ofData = [_data, _test, .. _table.All, _skipDamaged];
        ImmutableArray<string> data =
        [
            .. ResumedCommandLine.ArgumentsOf(parsed, [.. Options.Where(option => !ofData.Contains(option))]),
            _validation.Name,
            parsed.Given(_validation) ?? DefaultValidation,
        ];
        return new HyperparameterSearch(recipe, space)
        {
            ModelPath = model,
            Options = options,
            Threads = parsed.Given(_threads) ?? Math.Max(1, Environment.ProcessorCount / workers),
            Arguments = trial =>
                [
                    .. data,
                    "--preset",
                    recipe.Name,
                    .. space.Fixed.Concat(trial.Settings).SelectMany(setting => (string[])[$"--{setting.Name}", setting.Value]),
                    _epochs.Name,
                    options.Epochs.ToString(CultureInfo.InvariantCulture),
                    _seed.Name,
                    options.Seed.ToString(CultureInfo.InvariantCulture),
                ],
        };
    }

    private double? FractionOf(ParseResult parsed) =>
        double.TryParse(
            parsed.Given(_validation) ?? DefaultValidation,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double fraction
        )
            ? fraction
            : null;

    private DataSelection SelectData(ParseResult parsed, string? source, LoadOptions options) =>
        new()
        {
            Source = source,
            Test = parsed.Given(_test),
            ValidationFraction = FractionOf(parsed),
            ValidationSource = FractionOf(parsed) is null ? parsed.Given(_validation) : null,
            Options = options,
            Seed = parsed.Given(_seed) ?? Defaults.Seed,
        };
}
