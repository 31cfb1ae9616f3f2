using System.CommandLine;
using System.Net;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that say from what, how often and into which files it trains.</summary>
internal sealed class RunOptionGroup : OptionGroup
{
    private static readonly int DefaultPort = new WebServerOptions().Port;

    private readonly Option<string?> _data;
    private readonly Option<string?> _validation;
    private readonly Option<string?> _test;
    private readonly Option<string[]> _add;
    private readonly Option<string?> _sampleWeights;
    private readonly Option<string?> _model;
    private readonly Option<string?> _from;
    private readonly Option<ulong?> _seed;
    private readonly Option<int?> _threads;
    private readonly Option<int?> _seeds;
    private readonly Option<int?> _folds;
    private readonly Option<int?> _restarts;
    private readonly Option<int?> _checkpointEvery;
    private readonly Option<bool> _resume;
    private readonly Option<string[]> _log;
    private readonly Option<bool> _watch;
    private readonly Option<int?> _port;
    private readonly Option<bool> _json;

    public RunOptionGroup()
    {
        _data = Add(
            CommonOptions.Source(
                "--data",
                $"What to learn from: {CommonOptions.SourceKinds}. Unless told, mnist where it has been downloaded, else digits"
            )
        );
        _validation = AddText(
            "--validation",
            "SOURCE|FRACTION",
            "Measure after every epoch on this source, or on this share of the data, held out of every class: 0.1"
        );
        _test = Add(
            CommonOptions.Source(
                "--test",
                "What to measure on at the end. Unless told, the test part of the data; where it has none, a tenth of it, held out"
            )
        );
        _add = Add(
            new Option<string[]>("--add")
            {
                HelpName = "SOURCE",
                Description =
                    "Learn from these images, too: another set, or a folder with a sub-folder for each class, such as what mnist serve keeps; may be given several times",
                AllowMultipleArgumentsPerToken = false,
            }
        );
        _sampleWeights = AddText(
            "--sample-weights",
            "FILE",
            "How much each image counts: a text file with a number on every line, in the order of the data"
        );
        _model = Add(CommonOptions.Model("Where the model goes. Unless told, models/DATA-PRESET.zip"));
        _from = AddText("--from", "MODEL", "Begin with the weights of this model, which has the same layers, instead of random ones");
        _seed = Add(
            new Option<ulong?>("--seed")
            {
                HelpName = "N",
                Description = "The same seed and data give the same model, byte for byte; 1 unless told",
                CustomParser = OptionParser.Seed,
            }
        );
        _threads = AddWholeNumber(
            "--threads",
            "Threads that work; 0, or not told, for as many as make sense",
            0,
            TrainingOptions.MaximumThreads
        );
        _seeds = AddWholeNumber(
            "--seeds",
            "Train so many times, each with the next seed, and tell mean, spread and 95 % interval; the model of the first seed is saved",
            2,
            1000
        );
        _folds = AddWholeNumber(
            "--folds",
            "Cross-validate: so many trainings, each measured on the part left out; no model is saved",
            2,
            1000
        );
        _restarts = AddWholeNumber(
            "--restarts",
            "Train from so many starting points and keep the best, by validation or else training loss",
            2,
            1000
        );
        _checkpointEvery = AddWholeNumber(
            "--checkpoint-every",
            "Epochs from one checkpoint, MODEL.checkpoint, to the next; 1 unless told, 0 for none, not even on Ctrl+C",
            0
        );
        _resume = AddSwitch(
            "--resume",
            "Go on where a training was interrupted, with its options: --model alone is needed. The result is the same, byte for byte"
        );
        _log = Add(
            new Option<string[]>("--log")
            {
                HelpName = "FILE",
                Description = "Write a line for every epoch to this file, .jsonl or .csv; may be given twice",
                AllowMultipleArgumentsPerToken = false,
            }
        );
        _watch = AddSwitch("--watch", "Serve a page, on this machine alone, with curves, confusion matrix and mistakes as they change");
        _port = AddWholeNumber("--port", $"The page's port; 0 for any that is free, {DefaultPort} unless told", 0, IPEndPoint.MaxPort);
        _json = Add(CommonOptions.Json());
    }

    /// <summary>The options that may differ where a training is gone on with.</summary>
    public IReadOnlyList<Option> Free => [_resume, _threads, _checkpointEvery, _log, _watch, _port, _json, _model];

    /// <summary>Whether a checkpoint is to be gone on from.</summary>
    public bool Resumes(ParseResult parsed) => parsed.Given(_resume);

    /// <summary>Where the model goes, or null.</summary>
    public string? Model(ParseResult parsed) => parsed.Given(_model);

    /// <summary>Whether one JSON object is asked for.</summary>
    public bool IsJson(ParseResult parsed) => parsed.Given(_json);

    /// <summary>Everything asked for.</summary>
    public TrainSettings ToSettings(ParseResult parsed, Preset preset) =>
        new()
        {
            Preset = preset with
            {
                Training = preset.Training with { Seed = parsed.Given(_seed) ?? 1, Threads = parsed.Given(_threads) ?? 0 },
            },
            Data = parsed.Given(_data),
            Validation = parsed.Given(_validation),
            Test = parsed.Given(_test),
            Add = parsed.Given(_add) ?? [],
            SampleWeights = parsed.Given(_sampleWeights),
            Model = parsed.Given(_model),
            From = parsed.Given(_from),
            Seeds = parsed.Given(_seeds),
            Folds = parsed.Given(_folds),
            Restarts = parsed.Given(_restarts),
            CheckpointEvery = parsed.Given(_checkpointEvery) ?? 1,
            Resume = parsed.Given(_resume),
            Logs = parsed.Given(_log) ?? [],
            IsWatched = parsed.Given(_watch),
            Port = parsed.Given(_port),
        };
}
