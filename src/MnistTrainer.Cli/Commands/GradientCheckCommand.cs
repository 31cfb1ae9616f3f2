using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist gradient-check</c>: compares back-propagation with differences of the loss, layer by layer.</summary>
internal sealed class GradientCheckCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "gradient-check";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Compare back-propagation with differences of the loss, layer by layer";

    private readonly Argument<string> _what = new("MODEL-OR-ARCHITECTURE")
    {
        Description = "A model, or the units of each layer: 784-30-10; with --layers, inputs and classes: 784-10",
    };

    private readonly Option<Layer[]?> _layers = LayersOption.Create(
        "All layers of an architecture: \"dense(30,tanh), batch-normalization, dense(10)\"; instead of the three options below"
    );

    private readonly Option<Activation?> _activation = new("--activation")
    {
        HelpName = "NAME",
        Description = "Activation of the hidden layers of an architecture. Default: tanh",
    };

    private readonly Option<Loss?> _loss = new("--loss")
    {
        HelpName = "NAME",
        Description = "The loss. Default: the one that matches the last layer",
    };

    private readonly Option<string?> _gradient = new("--gradient")
    {
        HelpName = "RULE",
        Description = "Gradient rule: exact, or book, which is not the gradient, to see how much it differs. Default: exact",
    };

    private readonly Option<bool> _batchNormalization = new("--batch-normalization")
    {
        Description = "Normalize the hidden layers of an architecture",
    };

    private readonly Option<float?> _dropout = new("--dropout")
    {
        HelpName = "RATE",
        Description = "Dropout rate of the hidden layers of an architecture, such as 0.5",
        CustomParser = OptionParser.Number(NumberRange.Share("0.5")),
    };

    private readonly Option<int?> _parameters = CommonOptions.WholeNumber(
        "--parameters",
        "Maximum number of parameters to compare in each layer. Default: 200",
        1
    );

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of weights and samples. Default: 1",
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
        foreach (
            Option option in (Option[])[_layers, _activation, _batchNormalization, _dropout, _loss, _gradient, _parameters, _seed, _json]
        )
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist gradient-check 784-30-10",
            "mnist gradient-check 20-10-5 --activation maxout --batch-normalization",
            "mnist gradient-check 20-5 --layers \"dense(10,mish), gaussian-noise(0.1), dense(5)\"",
            "mnist gradient-check models/digits-robust.zip --gradient book"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. LayersOption.Conflicts(parsed, _layers, _activation, _batchNormalization, _dropout),
            .. OptionRules.HaveNoEffect(
                parsed,
                parsed.GetResult(_what) is { Tokens: [{ Value: string what }] } && GradientCheckSettings.IsModel(what),
                "The layers of a model are fixed",
                _layers,
                _activation,
                _batchNormalization,
                _dropout
            ),
        ];

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        GradientCheckSettings settings = new()
        {
            Subject = parsed.GetRequiredValue(_what),
            Network = new NetworkOptions
            {
                Layers = parsed.GetResult(_layers) is null ? null : [.. parsed.GetValue(_layers)!],
                HiddenActivation = parsed.GetValue(_activation) ?? Activation.Tanh,
                BatchNormalization = parsed.GetValue(_batchNormalization),
                Dropout = parsed.GetValue(_dropout) ?? 0,
            },
            Loss = parsed.GetValue(_loss),
            Gradient = parsed.GetValue(_gradient) == "book" ? GradientRule.Book : GradientRule.Exact,
            ParametersPerLayer = parsed.GetValue(_parameters) ?? 200,
            Seed = parsed.GetValue(_seed) ?? 1,
        };
        var report = GradientCheckReport.Run(settings, new TerminalListener(screen), interruption.Token);
        GradientCheckView view = new(report);
        if (screen.IsJson)
            JsonOutput.Print(GradientCheckJson.Of(report), CommandJson.Readable.GradientCheckJson);
        else
            view.Show(screen.Results);
        if (report.Passes)
            return ExitCode.Done;
        screen.NotePlainly(view.Failure());
        return ExitCode.InvalidInput;
    }
}
