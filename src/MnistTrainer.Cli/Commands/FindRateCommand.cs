using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist find-rate</c>: which learning rate suits a network and its data.</summary>
internal sealed class FindRateCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "find-rate";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Try learning rates from tiny to huge and suggest one";

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"What to learn from: {CommonOptions.SourceKinds}. Unless told, mnist where it has been downloaded, else digits"
    );

    private readonly Option<int[]?> _hidden = new("--hidden")
    {
        HelpName = "N,N…",
        Description = "Units of each hidden layer; 200 unless told",
        CustomParser = OptionParser.LayerSizes,
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        HelpName = "NAME",
        Description = "Of the hidden layers; relu unless told",
    };
    private readonly Option<Optimizer?> _optimizer = new("--optimizer")
    {
        HelpName = "NAME",
        Description = $"{string.Join(", ", Optimizer.Names)}; adam unless told",
    };
    private readonly Option<int?> _batchSize = CommonOptions.WholeNumber("--batch-size", "Images that share one step; 128 unless told", 1);
    private readonly Option<int?> _steps = CommonOptions.WholeNumber("--steps", "Rates that are tried; 300 unless told", 10, 100000);
    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "The source of all randomness; 1 unless told",
        CustomParser = OptionParser.Seed,
    };
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Threads that work; as many as make sense unless told",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly Option<string?> _plot = new("--plot") { HelpName = "FILE.svg", Description = "Draw the curve into a file, too" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public FindRateCommand()
        : base(Word, Summary)
    {
        _activation.CustomParser = NameParser.Named(
            name => Activation.Parse(name) is { IsDifferentiable: true, MixesUnits: false } found ? found : null,
            Activation.All.Select(one => one.Name)
        );
        _optimizer.CustomParser = NameParser.Named(name => Optimizer.Parse(name), Optimizer.Names);
        foreach (Option option in (Option[])[_data, _hidden, _activation, _optimizer, _batchSize, _steps, _seed, _threads, _plot, _json])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist find-rate", "mnist find-rate --data mnist --optimizer momentum --plot rates.svg");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        Dataset data = new SourceLoader(screen, interruption.Token).LoadForTraining(
            DataSource.Open(parsed.GetValue(_data) ?? SourceLoader.DefaultSource)
        );
        NetworkDefinition definition = NetworkDefinition.Dense(
            data.Samples.Shape,
            parsed.GetResult(_hidden) is null ? [200] : parsed.GetValue(_hidden)!,
            data.Samples.ClassNames,
            parsed.GetValue(_activation) ?? Activation.ReLU,
            Activation.Softmax
        );
        ulong seed = parsed.GetValue(_seed) ?? 1;
        TrainingOptions options = new()
        {
            Optimizer = parsed.GetValue(_optimizer) ?? new Adam(),
            BatchSize = parsed.GetValue(_batchSize) ?? 128,
            Seed = seed,
            Threads = parsed.GetValue(_threads) ?? 0,
        };
        LearningRateCurve curve = LearningRateFinder.Find(
            Network.Create(definition, seed),
            data.Samples,
            options,
            steps: parsed.GetValue(_steps) ?? 300,
            cancellation: interruption.Token
        );
        LearningRateView view = new(curve, data.Name, options.Optimizer);
        if (parsed.GetValue(_plot) is string file)
            view.Plot(file);
        if (screen.IsJson)
            view.WriteJson();
        else
            view.Write(Console.Out);
        return interruption.Token.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done;
    }
}
