using System.CommandLine;
using MnistTrainer.Cli.CommandLine;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Training;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist train</c>: from data to a model that is measured and saved.</summary>
internal sealed class TrainCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "train";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Train a network, measure it and save it";

    private static readonly string[] Augmentations = ["elastic", "drawing", "none"];

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data", $"What to learn from: {CommonOptions.SourceKinds}. Unless told, mnist where it has been downloaded, else digits");

    private readonly Option<string?> _validation = new("--validation")
    {
        HelpName = "SOURCE|FRACTION",
        Description = "Measure accuracy after every epoch on this source, or on this share of the data, held out: 0.1",
    };

    private readonly Option<string?> _test = CommonOptions.Source(
        "--test", "What to measure on at the end. Unless told, the test part of the data; where it has none, a tenth of it, held out");

    private readonly Option<Preset?> _preset = new("--preset")
    {
        HelpName = "NAME",
        Description = "book (as in \"Make Your Own Neural Network\"), fast (a few seconds; unless told) or accurate (about two minutes)",
    };

    private readonly Option<int[]?> _hidden = new("--hidden")
    {
        HelpName = "N,N…",
        Description = "Units of each hidden layer: 200,100; none for no hidden layer",
        CustomParser = OptionParser.LayerSizes,
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        HelpName = "NAME",
        Description = "Of the hidden layers: relu, sigmoid, tanh, leaky-relu, elu, softplus, selu, gelu, silu, maxout, identity; a parameter "
            + "follows in brackets: maxout(3)",
    };

    private readonly Option<Loss?> _loss = new("--loss")
    {
        HelpName = "NAME",
        Description = "softmax-cross-entropy, sigmoid-cross-entropy or squared-error; the output's activation follows it",
    };

    private readonly Option<string?> _optimizer = new("--optimizer") { HelpName = "NAME", Description = string.Join(", ", Optimizer.Names) };

    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description = "The size of a step: 0.001",
        CustomParser = OptionParser.PositiveNumber,
    };

    private readonly Option<int?> _epochs = CommonOptions.WholeNumber("--epochs", "How often every picture is learned from", 1);
    private readonly Option<int?> _batchSize = CommonOptions.WholeNumber("--batch-size", "Pictures that share one step", 1);

    private readonly Option<string?> _augmentation = new("--augmentation")
    {
        HelpName = "NAME",
        Description = "elastic (each picture is turned, scaled and bent a little in every epoch), drawing (and its strokes changed as pens, "
            + "scanners and cameras do) or none. Unless told, "
            + "elastic in fast and accurate, where the pictures look like handwriting",
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "The same seed and data give the same model, byte for byte; 1 unless told",
        CustomParser = OptionParser.Seed,
    };

    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads", "Threads that work; 0, or not told, for as many as make sense", 0, TrainingOptions.MaximumThreads);
    private readonly Option<string?> _model = CommonOptions.Model("Where the model goes. Unless told, models/DATA-PRESET.zip");
    private readonly Option<bool> _json = CommonOptions.Json();

    public TrainCommand()
        : base(Word, Summary)
    {
        _preset.CustomParser = OptionParser.Named(
            name => Preset.All.FirstOrDefault(preset => preset.Name == name), Preset.All.Select(preset => preset.Name));
        _activation.CustomParser = OptionParser.Named(
            HiddenActivation, Activation.All.Where(IsForHiddenLayers).Select(activation => activation.Name.Split('(')[0]));
        _loss.CustomParser = OptionParser.Named(Loss.Parse, Loss.All.Select(loss => loss.Name));
        _optimizer.CustomParser = OptionParser.Named(name => Optimizer.Parse(name).Name, Optimizer.Names);
        _augmentation.CustomParser = OptionParser.Named(name => Augmentations.FirstOrDefault(known => known == name), Augmentations);
        Option[] options =
        [
            _data, _validation, _test, _preset, _hidden, _activation, _loss, _optimizer,
            _learningRate, _epochs, _batchSize, _augmentation, _seed, _threads, _model, _json,
        ];
        foreach (Option option in options)
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist train",
            "mnist train --data mnist --preset accurate",
            "mnist train --data my-digits.csv --validation 0.1 --hidden 300,100 --epochs 20 --model my-digits.zip");
        SetAction(Run);
    }

    private static bool IsForHiddenLayers(Activation activation) => activation.IsDifferentiable && !activation.MixesUnits;

    private static Activation? HiddenActivation(string name)
    {
        var activation = Activation.Parse(name);
        return IsForHiddenLayers(activation) ? activation : null;
    }

    private int Run(ParseResult parsed)
    {
        TrainSettings settings = new()
        {
            Data = parsed.GetValue(_data),
            Validation = parsed.GetValue(_validation),
            Test = parsed.GetValue(_test),
            Preset = parsed.GetValue(_preset) ?? Preset.Fast,
            // An array that was not given would be an empty one: a network without hidden layers.
            Hidden = parsed.GetResult(_hidden) is null ? null : parsed.GetValue(_hidden),
            Activation = parsed.GetValue(_activation),
            Loss = parsed.GetValue(_loss),
            Optimizer = parsed.GetValue(_optimizer),
            LearningRate = parsed.GetValue(_learningRate),
            Epochs = parsed.GetValue(_epochs),
            BatchSize = parsed.GetValue(_batchSize),
            Augmentation = parsed.GetValue(_augmentation),
            Seed = parsed.GetValue(_seed) ?? 1,
            Threads = parsed.GetValue(_threads) ?? 0,
            Model = parsed.GetValue(_model),
        };
        using Interruption interruption = new();
        return new TrainingRun(settings, new Screen(parsed.GetValue(_json)), interruption.Token).Run();
    }
}
