using System.CommandLine;
using System.Globalization;
using System.Net;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that define the data, the number of runs and the files.</summary>
internal sealed class RunOptionGroup : OptionGroup
{
    private readonly Option<string?> _data;
    private readonly Option<string?> _validation;
    private readonly Option<string?> _test;
    private readonly Option<string[]> _add;
    private readonly Option<string?> _sampleWeights;
    private readonly Option<string?> _without = WithoutOption.Create();
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly FileOption _model;
    private readonly Option<string?> _from;
    private readonly Option<ulong?> _seed;
    private readonly Option<int?> _threads;
    private readonly Option<int?> _seeds;
    private readonly Option<int?> _folds;
    private readonly Option<int?> _restarts;
    private readonly Option<int?> _ensemble;
    private readonly ShardOption _shard = new();
    private readonly ServeOptionGroup _serve = new("networks", "the folder of the checkpoints", usualWorkers: "1, or 0 with --memory");
    private readonly Option<int?> _checkpointEvery;
    private readonly Option<bool> _resume;
    private readonly FilesOption _log;
    private readonly Option<bool> _force;
    private readonly Option<bool> _watch;
    private readonly Option<int?> _port;
    private readonly Option<bool> _json;
    private readonly Option<MemoryBudget?> _memory;

    public RunOptionGroup()
    {
        _data = Add(
            CommonOptions.Source(
                "--data",
                $"Training data: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
            )
        );
        _validation = AddText(
            "--validation",
            "SOURCE|FRACTION",
            "Validation data, evaluated after every epoch: a source, or the fraction of the training data to hold out from every class: 0.1"
        );
        _test = Add(
            CommonOptions.Source(
                "--test",
                "Test data, used once at the end. Default: the test part of the training data, or a held-out tenth of the data if it has no test part"
            )
        );
        _add = AddTexts(
            "--add",
            "SOURCE",
            "Additional training images: another data set, or a folder with a subfolder for each class, such as the one that mnist serve writes"
        );
        _sampleWeights = AddText(
            "--sample-weights",
            "FILE",
            "Weight of each training image: a text file with a number on every line, in the order of the data"
        );
        Add(_without);
        Add(_skipDamaged);
        _memory = Add(
            new Option<MemoryBudget?>("--memory")
            {
                HelpName = "SIZE",
                Description =
                    "Train within this amount of memory, such as 500MB, on data of any size: tables, Parquet, IDX files and folders of images are converted once to a file next to them, DATA.rows",
                CustomParser = OptionParser.Memory,
            }
        );
        _model = new FileOption("--model", "FILE", OutputKind.Model, "The file to save the model to. Default: models/DATA-PRESET.zip");
        Add(_model);
        _from = AddText("--from", "MODEL", "Start from the weights of this model, which must have the same layers, instead of random ones");
        _seed = Add(
            new Option<ulong?>("--seed")
            {
                HelpName = "N",
                Description = "Seed of all randomness: the same seed and data give the same model, byte for byte. Default: 1",
                CustomParser = OptionParser.Seed,
            }
        );
        _threads = AddWholeNumber(
            "--threads",
            "Number of threads; 0 for as many as are useful. Default: 0",
            0,
            TrainingOptions.MaximumThreads
        );
        _seeds = AddWholeNumber(
            "--seeds",
            "Train N times, with consecutive seeds, and report mean, spread and 95 % interval; the model of the first seed is saved",
            2,
            1000
        );
        _folds = AddWholeNumber(
            "--folds",
            "Cross-validate with N folds, each measured by the model trained on the others; no model is saved",
            2,
            1000
        );
        _restarts = AddWholeNumber(
            "--restarts",
            "Train from N random starting points and keep the best, by validation loss, or by training loss without validation",
            2,
            1000
        );
        _ensemble = AddWholeNumber(
            "--ensemble",
            "Train N networks, with consecutive seeds, and save them as one model, which answers with the mean of their probabilities",
            2,
            NetworkDefinition.MaximumMembers
        );
        Add(_shard);
        Add(_serve);
        _checkpointEvery = AddWholeNumber(
            "--checkpoint-every",
            "Number of epochs between checkpoints, written to MODEL.checkpoint, or to the folder MODEL.runs if several networks are trained; 0 for none, not even on Ctrl+C. Default: 1, or none with --folds",
            0
        );
        _resume = AddSwitch(
            "--resume",
            "Resume an interrupted training run with its original options: only --model is needed. The result is the same, byte for byte"
        );
        _log = new FilesOption("--log", TrainingLog.KindOf)
        {
            HelpName = "FILE",
            Description = "Write a line for every epoch to this file, .jsonl or .csv; may be repeated",
        };
        Add(_log);
        _force = Add(OutputGuard.Force());
        _watch = AddSwitch("--watch", "Serve a page, on this machine only, with live curves, confusion matrix and mistakes");
        _port = AddWholeNumber(
            "--port",
            $"The page's port; 0 for any free one. Default: {WebServerOptions.DefaultPort}",
            0,
            IPEndPoint.MaxPort
        );
        _json = Add(CommonOptions.Json());
    }

    /// <summary>The options that may differ when a training is resumed.</summary>
    public IReadOnlyList<Option> Free =>
        [_resume, _shard, .. _serve.All, _threads, _checkpointEvery, _log, _watch, _port, _json, _model, _force];

    /// <summary>Returns the options that are for images, not for a table of numbers and categories.</summary>
    public Option[] OfImages => [_add, _sampleWeights, _without, _skipDamaged, _from, _restarts, _watch, _port];

    /// <summary>Returns whether training is to be resumed from a checkpoint.</summary>
    public bool Resumes(ParseResult parsed) => parsed.Given(_resume);

    /// <summary>Returns whether several networks are trained, as far as options are typed.</summary>
    public bool Repeats(ParseResult parsed) => ((Option[])[_seeds, _folds, _restarts, _ensemble]).Any(parsed.Has);

    /// <summary>Whether and how training runs are distributed to workers.</summary>
    public ServeOptionGroup Serve => _serve;

    /// <summary>Returns the model's file, or null.</summary>
    public string? Model(ParseResult parsed) => parsed.Given(_model);

    /// <summary>Returns the default number of concurrent training runs in a serving process: none with <c>--memory</c>, which it needs to check received networks.</summary>
    public int UsualWorkers(ParseResult parsed) => parsed.Has(_memory) ? 0 : 1;

    /// <summary>Returns whether the result is to be printed as JSON.</summary>
    public bool IsJson(ParseResult parsed) => parsed.Given(_json);

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        return
        [
            .. OptionRules.HaveNoEffect(parsed, parsed.Has(_folds), "--folds trains networks that start from random weights", _from),
            .. OptionRules.NeedMode(
                parsed,
                Repeats(parsed),
                $"{_seeds.Name}, {_folds.Name}, {_restarts.Name} or {_ensemble.Name}",
                _shard,
                _serve.Serve
            ),
            .. _serve.Violations(parsed),
            .. _serve.IsGiven(parsed) && parsed.Given(_checkpointEvery) == 0
                ? ["--serve saves its networks as checkpoints: leave out --checkpoint-every 0."]
                : (string[])[],
            .. parsed.Has(_memory) && _serve.Workers(parsed, UsualWorkers(parsed)) > 0
                ?
                [
                    "With --memory, --serve does not train: it needs the memory to check the networks of workers. Leave out --workers, and start mnist worker as well.",
                ]
                : (string[])[],
            .. OptionRules.HaveNoEffect(parsed, parsed.Has(_shard), "--shard saves no model", _watch),
            .. OptionRules.HaveNoEffect(parsed, parsed.Has(_shard), "--shard divides the networks without workers", _serve.Serve),
            .. OptionRules.HaveNoEffect(parsed, _serve.IsGiven(parsed), "--serve trains networks on several machines", _watch),
            .. OptionRules.HaveNoEffect(
                parsed,
                parsed.Has(_memory),
                "--memory trains on data from a file",
                _folds,
                _add,
                _sampleWeights,
                _without
            ),
        ];
    }

    /// <summary>Returns what is invalid about options of tables where no source is named that could be one, a sentence each.</summary>
    public IEnumerable<string> TableViolations(ParseResult parsed, OptionGroup table) =>
        OptionRules.NeedMode(
            parsed,
            ((Option[])[_data, _test, _validation]).Any(parsed.Has),
            $"{_data.Name}, {_test.Name} or {_validation.Name}",
            table.All
        );

    /// <summary>Returns notes on options that have no effect, which scripts may give all the same, a sentence each.</summary>
    public IEnumerable<string> Notes(ParseResult parsed) =>
        parsed.Has(_folds) && parsed.Has(_model) ? ["--folds saves no model: --model only names the folder of its checkpoints"] : [];

    /// <summary>Returns the training source, or null for the default.</summary>
    public string? Source(ParseResult parsed) => parsed.Given(_data);

    /// <summary>Returns all settings of the training.</summary>
    public TrainSettings ToSettings(ParseResult parsed, Recipe recipe)
    {
        ulong seed = parsed.Given(_seed) ?? 1;
        return new()
        {
            Recipe = recipe with { Training = recipe.Training with { Seed = seed, Threads = parsed.Given(_threads) ?? 0 } },
            Data = SelectData(parsed) with { Seed = seed, Memory = parsed.Given(_memory), MemoryFor = recipe },
            Model = parsed.Given(_model),
            From = parsed.Given(_from),
            Seeds = parsed.Given(_seeds),
            Folds = parsed.Given(_folds),
            Restarts = parsed.Given(_restarts),
            Ensemble = parsed.Given(_ensemble),
            Shard = parsed.Given(_shard),
            CheckpointEvery = parsed.Given(_checkpointEvery),
            Resume = parsed.Given(_resume),
            Logs = parsed.Given(_log) ?? [],
            IsMonitored = parsed.Given(_watch),
            Port = parsed.Given(_port),
            Arguments = [.. ResumedCommandLine.ArgumentsOf(parsed, Free)],
        };
    }

    private DataSelection SelectData(ParseResult parsed)
    {
        string? validation = parsed.Given(_validation);
        bool isFraction = double.TryParse(validation, NumberStyles.Float, CultureInfo.InvariantCulture, out double fraction);
        return new()
        {
            Source = parsed.Given(_data),
            Test = parsed.Given(_test),
            ValidationFraction = isFraction ? fraction : null,
            ValidationSource = isFraction ? null : validation,
            Added = [.. parsed.Given(_add) ?? []],
            SampleWeights = parsed.Given(_sampleWeights),
            Without = parsed.Given(_without),
            Options = _skipDamaged.Apply(parsed, LoadOptions.Default) with { ConversionMemory = parsed.Given(_memory)?.ConversionBytes },
        };
    }
}
