using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist find-rate</c>: suggests a learning rate for a network and some data.</summary>
internal sealed class FindRateCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "find-rate";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Try increasing learning rates and suggest one";

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"Training data: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
    );

    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<int[]?> _hidden = new("--hidden")
    {
        HelpName = "N,N…",
        Description = "Units of each hidden layer. Default: 200",
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = OptionParser.LayerSizes,
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        HelpName = "NAME",
        Description = "Activation of the hidden layers. Default: relu",
    };
    private readonly Option<Optimizer?> _optimizer = new("--optimizer")
    {
        HelpName = "NAME",
        Description = $"{string.Join(", ", Optimizer.Names)}. Default: adam",
    };
    private readonly Option<int?> _batchSize = CommonOptions.WholeNumber("--batch-size", "Images per step. Default: 128", 1);
    private readonly Option<int?> _steps = CommonOptions.WholeNumber("--steps", "Number of rates to try. Default: 300", 10, 100000);
    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of all randomness. Default: 1",
        CustomParser = OptionParser.Seed,
    };
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads. Default: as many as are useful",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly FileOption _plot = new("--plot", "FILE.svg", OutputKind.Svg, "Also draw the curve to a file");
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public FindRateCommand()
        : base(Word, Summary)
    {
        _activation.CustomParser = NameParser.Named(
            name => Activation.Parse(name) is { IsDifferentiable: true, MixesUnits: false } found ? found : null,
            Activation.All.Select(one => one.Name)
        );
        _optimizer.CustomParser = NameParser.Named(name => Optimizer.Parse(name), Optimizer.Names);
        foreach (
            Option option in (Option[])
                [_data, _hidden, _activation, _optimizer, _batchSize, _steps, _seed, _threads, _plot, _force, _skipDamaged, _json]
        )
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(this, "mnist find-rate", "mnist find-rate --data mnist --optimizer momentum --plot rates.svg");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [.. OptionRules.HiddenLayers(parsed, _hidden, _activation), .. OptionRules.Need(parsed, _data, [.. _table.All, _skipDamaged])];

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        SourceLoader loader = new(new TerminalListener(screen), interruption.Token);
        LoadOptions options = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        string? source = parsed.GetValue(_data);
        ImagesAlone.Require(parsed, source, options, interruption.Token);
        Dataset data = ImageSource.Read(
            source,
            options,
            $"{MnistCommand.Name} {Word}",
            () => loader.LoadForTraining(loader.Open(source ?? SourceLoader.DefaultSource), options)
        );
        DataSelection.RequireTrainable(data);
        LearningRateSearch search = new()
        {
            Network = new()
            {
                HiddenUnits = parsed.GetResult(_hidden) is null ? [200] : [.. parsed.GetValue(_hidden)!],
                HiddenActivation = parsed.GetValue(_activation) ?? Activation.ReLU,
            },
            Training = new()
            {
                Optimizer = parsed.GetValue(_optimizer) ?? new Adam(),
                BatchSize = parsed.GetValue(_batchSize) ?? 128,
                Seed = parsed.GetValue(_seed) ?? 1,
                Threads = parsed.GetValue(_threads) ?? 0,
            },
            Steps = parsed.GetValue(_steps) ?? 300,
        };
        LearningRateCurve curve = search.Run(data.Samples, interruption.Token);
        LearningRateView view = new(curve, data.Name, search.Training.Optimizer);
        if (parsed.GetValue(_plot) is string file)
            view.Plot(file);
        if (screen.IsJson)
            JsonOutput.Print(FindRateJson.Of(curve, data.Name, search.Training.Optimizer), CommandJson.Readable.FindRateJson);
        else
            view.Write(Screen.Text);
        return interruption.Token.IsCancellationRequested ? ExitCode.Canceled : ExitCode.Done;
    }
}
