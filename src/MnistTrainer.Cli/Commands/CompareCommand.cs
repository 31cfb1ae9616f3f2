using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist compare</c>: the same network trained with each optimizer and each activation, over several seeds.</summary>
internal sealed class CompareCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "compare";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Train one network with every optimizer and every activation, and set the results side by side";

    private static readonly string[] UsualActivations =
    [
        "sigmoid",
        "tanh",
        "relu",
        "leaky-relu",
        "elu",
        "softplus",
        "selu",
        "gelu",
        "silu",
        "maxout",
    ];

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"What to learn from, with a test part: {CommonOptions.SourceKinds}. Unless told, mnist where it has been downloaded, else digits"
    );

    private readonly Option<Optimizer[]?> _optimizers = new("--optimizers")
    {
        HelpName = "NAME,…",
        Description = "Which; all unless told, or none",
    };

    private readonly Option<Activation[]?> _activations = new("--activations")
    {
        HelpName = "NAME,…",
        Description = "Which, trained with Adam; all unless told, or none",
    };

    private readonly Option<int[]?> _hidden = new("--hidden")
    {
        HelpName = "N,N…",
        Description = "Units of each hidden layer; 100 unless told",
        CustomParser = OptionParser.LayerSizes,
    };

    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        "How often every image is learned from; 5 unless told",
        1
    );
    private readonly Option<int?> _batchSize = CommonOptions.WholeNumber("--batch-size", "Images that share one step; 128 unless told", 1);
    private readonly Option<int?> _seeds = CommonOptions.WholeNumber(
        "--seeds",
        "Trainings of each, with the seeds 1, 2, 3 …; 3 unless told",
        2,
        1000
    );
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Threads that work; as many as make sense unless told",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly Option<string?> _markdown = new("--markdown")
    {
        HelpName = "FILE.md",
        Description = "Write the tables into a file, too",
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public CompareCommand()
        : base(Word, Summary)
    {
        _optimizers.CustomParser = NameParser.List(name => Optimizer.Parse(name), Optimizer.Names);
        _activations.CustomParser = NameParser.List(Activation.Parse, UsualActivations);
        foreach (
            Option option in (Option[])[_data, _optimizers, _activations, _hidden, _epochs, _batchSize, _seeds, _threads, _markdown, _json]
        )
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist compare --data mnist",
            "mnist compare --optimizers sgd,adam --activations none --epochs 10 --seeds 5",
            "mnist compare --markdown comparison.md"
        );
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        ComparisonSettings settings = new()
        {
            Data = parsed.GetValue(_data),
            Optimizers = [.. parsed.GetResult(_optimizers) is null ? Optimizer.All : parsed.GetValue(_optimizers)!],
            Activations =
            [
                .. parsed.GetResult(_activations) is null ? UsualActivations.Select(Activation.Parse) : parsed.GetValue(_activations)!,
            ],
            Hidden = parsed.GetResult(_hidden) is null ? [100] : [.. parsed.GetValue(_hidden)!],
            Epochs = parsed.GetValue(_epochs) ?? 5,
            BatchSize = parsed.GetValue(_batchSize) ?? 128,
            Seeds = parsed.GetValue(_seeds) ?? 3,
            Threads = parsed.GetValue(_threads) ?? 0,
        };
        ComparisonView comparison = Comparison.Run(settings, screen, interruption.Token);
        if (parsed.GetValue(_markdown) is string file)
            comparison.WriteMarkdown(file);
        if (screen.IsJson)
            comparison.WriteJson();
        else
            comparison.Show(screen);
        return interruption.Token.IsCancellationRequested ? ExitCode.Cancelled : ExitCode.Done;
    }
}
