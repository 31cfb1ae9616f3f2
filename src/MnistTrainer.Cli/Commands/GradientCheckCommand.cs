using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist gradient-check</c>: back-propagation against differences of the loss, layer by layer.</summary>
internal sealed class GradientCheckCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "gradient-check";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Compare back-propagation with differences of the loss, layer by layer";

    private readonly Argument<string> _what = new("MODEL-OR-ARCHITECTURE")
    {
        Description = "A model, or the units of each layer: 784-30-10",
    };

    private readonly Option<Activation?> _activation = new("--activation")
    {
        HelpName = "NAME",
        Description = "Of the hidden layers of an architecture; tanh unless told",
    };

    private readonly Option<Loss?> _loss = new("--loss")
    {
        HelpName = "NAME",
        Description = "What is differentiated; unless told, what suits the last layer",
    };

    private readonly Option<string?> _gradient = new("--gradient")
    {
        HelpName = "RULE",
        Description = "exact (unless told) or book, which is not the gradient: see how far it is off",
    };

    private readonly Option<bool> _batchNormalization = new("--batch-normalization")
    {
        Description = "Normalize each hidden layer of an architecture",
    };

    private readonly Option<float?> _dropout = new("--dropout")
    {
        HelpName = "RATE",
        Description = "Drop this share of each hidden layer's outputs of an architecture: 0.5",
        CustomParser = OptionParser.Number(NumberRange.Share("0.5")),
    };

    private readonly Option<int?> _parameters = CommonOptions.WholeNumber(
        "--parameters",
        "How many of a layer's parameters are compared; 200 unless told",
        1
    );

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "The source of weights and samples; 1 unless told",
        CustomParser = OptionParser.Seed,
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public GradientCheckCommand()
        : base(Word, Summary)
    {
        _activation.CustomParser = NameParser.Named(Activation.Parse, Activation.All.Select(activation => activation.Name));
        _loss.CustomParser = NameParser.Named(Loss.Parse, Loss.All.Select(loss => loss.Name));
        _gradient.AcceptOnlyFromAmong("exact", "book");
        Arguments.Add(_what);
        foreach (Option option in (Option[])[_activation, _loss, _gradient, _batchNormalization, _dropout, _parameters, _seed, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist gradient-check 784-30-10",
            "mnist gradient-check 20-10-5 --activation maxout --batch-normalization",
            "mnist gradient-check models/digits-fast.zip --gradient book"
        );
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        ulong seed = parsed.GetValue(_seed) ?? 1;
        NetworkOptions layers = new()
        {
            HiddenActivation = parsed.GetValue(_activation) ?? Activation.Tanh,
            OutputActivation = (parsed.GetValue(_loss) ?? Loss.SoftmaxCrossEntropy).RequiredActivation ?? Activation.Sigmoid,
            BatchNormalization = parsed.GetValue(_batchNormalization),
            Dropout = parsed.GetValue(_dropout) ?? 0,
        };
        Network network = GradientCheckSubject.Open(parsed.GetRequiredValue(_what), layers, seed);
        TrainingOptions options = new()
        {
            Loss = parsed.GetValue(_loss) ?? GradientCheckSubject.LossFor(network),
            Gradient = parsed.GetValue(_gradient) == "book" ? GradientRule.Book : GradientRule.Exact,
            Seed = seed,
        };
        IReadOnlyList<LayerGradientCheck> found = GradientCheck.Run(
            network,
            GradientCheckSubject.Samples(network, seed),
            options,
            parsed.GetValue(_parameters) ?? 200,
            interruption.Token
        );
        GradientCheckView view = new(network, options, found);
        if (screen.IsJson)
            view.WriteJson();
        else
            view.Show(screen);
        return view.Report(screen);
    }
}
