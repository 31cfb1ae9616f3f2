using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist compare</c>: trains a network with each optimizer and each activation, over several seeds.</summary>
internal sealed class CompareCommand : Command, IChecksOptions, ILendsJobs
{
    /// <summary>The command's name.</summary>
    public const string Word = "compare";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Train a network with every optimizer and every activation, and compare the results";

    private static readonly ComparisonSettings Defaults = new();

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"The data, with a test part: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
    );

    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<Optimizer[]?> _optimizers = new("--optimizers")
    {
        HelpName = "NAME,…",
        Arity = ArgumentArity.ExactlyOne,
        Description = "The optimizers, or none. Default: all",
    };

    private readonly Option<Activation[]?> _activations = new("--activations")
    {
        HelpName = "NAME,…",
        Arity = ArgumentArity.ExactlyOne,
        Description =
            $"The activations, trained with Adam, or none. Default: {string.Join(", ", Defaults.Activations.Select(one => one.Spelling))}",
    };

    private readonly Option<int[]?> _hidden = new("--hidden")
    {
        HelpName = "N,N…",
        Description = $"Units of each hidden layer. Default: {string.Join(',', Defaults.Hidden)}",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = OptionParser.LayerSizes,
    };

    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        $"Number of passes over the training set. Default: {Defaults.Epochs}",
        1
    );
    private readonly Option<int?> _batchSize = CommonOptions.WholeNumber(
        "--batch-size",
        $"Number of images in a batch. Default: {Defaults.BatchSize}",
        1
    );
    private readonly Option<int?> _seeds = CommonOptions.WholeNumber(
        "--seeds",
        $"Number of times to train each network, with the seeds 1, 2, 3, … Default: {Defaults.Seeds}",
        2,
        1000
    );
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads. Default: as many as are useful",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly ShardOption _shard = new();
    private readonly ServeOptionGroup _serve = new("networks", "the folder of the checkpoints", usualWorkers: "1");
    private readonly FolderOption _runs = new(
        "--runs",
        "Save checkpoints of the networks in this folder, and use those that are already there. Default with --shard or --serve: models/DATA-compare.runs"
    );
    private readonly FileOption _markdown = new("--markdown", "FILE.md", OutputKind.Markdown, "Also write the tables to a file");
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CompareCommand()
        : base(Word, Summary)
    {
        _optimizers.CustomParser = NameParser.List(name => Optimizer.Parse(name), Optimizer.Names);
        _activations.CustomParser = NameParser.List(Activation.Parse, Defaults.Activations.Select(one => one.Name));
        foreach (
            Option option in (Option[])
                [
                    _data,
                    _optimizers,
                    _activations,
                    _hidden,
                    _epochs,
                    _batchSize,
                    _seeds,
                    _threads,
                    _shard,
                    .. _serve.All,
                    _runs,
                    _markdown,
                    _force,
                    _skipDamaged,
                    _json,
                ]
        )
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist compare --data mnist",
            "mnist compare --optimizers sgd,adam --activations none --epochs 10 --seeds 5",
            "mnist compare --markdown comparison.md",
            "mnist compare --data mnist --shard 2/5",
            "mnist compare --data mnist --serve 192.168.0.7:5290     with workers on other machines"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (string violation in OptionRules.HiddenLayers(parsed, _hidden, _activations))
            yield return violation;
        if (parsed.Given(_optimizers) is [] && (parsed.Given(_activations) is [] || parsed.Given(_hidden) is []))
            yield return "--optimizers none and no activations leave nothing to compare.";
        foreach (string violation in OptionRules.Need(parsed, _data, [.. _table.All, _skipDamaged]))
            yield return violation;
        foreach (string violation in OptionRules.HaveNoEffect(parsed, parsed.Has(_shard), "--shard measures nothing", _markdown))
            yield return violation;
        foreach (
            string violation in OptionRules.HaveNoEffect(
                parsed,
                parsed.Has(_shard),
                "--shard divides the networks without workers",
                _serve.Serve
            )
        )
            yield return violation;
        foreach (string violation in _serve.Violations(parsed))
            yield return violation;
    }

    /// <inheritdoc/>
    public JoinedJobs Join(ParseResult parsed, WorkerSetup worker)
    {
        ComparisonSettings settings = SettingsOf(parsed);
        JoinedRuns joined = new(worker);
        TerminalListener listener = new(worker.Screen);
        joined.Train(one => RunsOf(settings, one, worker.Cancellation), worker.Folder, listener, worker.Cancellation);
        return joined.Jobs;
    }

    private ComparisonSettings SettingsOf(ParseResult parsed) =>
        Defaults with
        {
            Source = parsed.GetValue(_data),
            Options = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default)),
            Optimizers = parsed.GetResult(_optimizers) is null ? Defaults.Optimizers : [.. parsed.GetValue(_optimizers)!],
            Activations = parsed.GetResult(_activations) is null ? Defaults.Activations : [.. parsed.GetValue(_activations)!],
            Hidden = parsed.GetResult(_hidden) is null ? Defaults.Hidden : [.. parsed.GetValue(_hidden)!],
            Epochs = parsed.GetValue(_epochs) ?? Defaults.Epochs,
            BatchSize = parsed.GetValue(_batchSize) ?? Defaults.BatchSize,
            Seeds = parsed.GetValue(_seeds) ?? Defaults.Seeds,
            Threads = parsed.GetValue(_threads) ?? Defaults.Threads,
        };

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        ComparisonSettings settings = SettingsOf(parsed);
        ImagesAlone.Require(parsed, settings.Source, settings.Options, interruption.Token);
        string folder = parsed.Given(_runs) ?? FolderOf(settings.Source);
        IRunDivision? division =
            parsed.Given(_shard) is Shard shard ? new ShardRun(screen, shard)
            : _serve.IsGiven(parsed) ? new ServedRuns(parsed, _serve, ArgumentsOf(parsed), screen)
            : null;
        if (division is not null || parsed.Has(_runs) || Directory.Exists(folder))
            settings = settings with { Checkpoints = new Checkpointing(folder) { KeepAtEnd = true } };
        TerminalListener listener = new(screen);
        if (division?.Train(one => RunsOf(settings, one, interruption.Token), folder, listener, interruption.Token) is int code)
            return code;
        NetworkComparison comparison = Read(settings, () => NetworkComparison.Run(settings, listener, interruption.Token));
        if (interruption.Token.IsCancellationRequested && settings.Checkpoints is not null)
            screen.Note(Localized.Of("The same command resumes where it stopped"));
        ComparisonView view = new(comparison);
        if (parsed.GetValue(_markdown) is string file)
            view.WriteMarkdown(file);
        if (screen.IsJson)
            JsonOutput.Print(CompareJson.Of(comparison), CommandJson.Readable.CompareJson);
        else
            view.Show(screen.Results);
        return interruption.Token.IsCancellationRequested ? ExitCode.Canceled : ExitCode.Done;
    }

    // What differs from one process to another is left out.
    private string[] ArgumentsOf(ParseResult parsed) =>
        [.. ResumedCommandLine.ArgumentsOf(parsed, [_threads, _shard, .. _serve.All, _runs, _markdown, _force, _json])];

    private static IRunSet RunsOf(ComparisonSettings settings, IExperimentListener listener, CancellationToken cancellation) =>
        Read(settings, () => NetworkComparison.LoadRuns(settings, listener, cancellation));

    private static T Read<T>(ComparisonSettings settings, Func<T> read) =>
        ImageSource.Read(settings.Source, settings.Options, $"{MnistCommand.Name} {Word}", read);

    // Whatever name the data will have: it is not loaded yet.
    private static string FolderOf(string? source) =>
        ModelPath.RunsOf(Path.ChangeExtension(ModelFolder.DefaultPath(source ?? SourceLoader.DefaultSource, Word), null));
}
