using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that say what the network is.</summary>
internal sealed class NetworkOptionGroup : OptionGroup
{
    private readonly Option<Preset?> _preset;
    private readonly Option<int[]?> _hidden;
    private readonly Option<Activation?> _activation;
    private readonly Option<Activation?> _outputActivation;
    private readonly Option<bool> _noBias;
    private readonly Option<Initializer?> _initializer;
    private readonly Option<bool> _batchNormalization;
    private readonly Option<float?> _dropout;
    private readonly Option<float?> _inputDropout;

    public NetworkOptionGroup()
    {
        _preset = AddNamed(
            "--preset",
            "book (as in \"Make Your Own Neural Network\"), fast (a few seconds; unless told) or accurate (about two minutes); the options below change parts of it",
            name => Preset.All.FirstOrDefault(preset => preset.Name == name),
            Preset.All.Select(preset => preset.Name)
        );
        _hidden = Add(
            new Option<int[]?>("--hidden")
            {
                HelpName = "N,N…",
                Description = "Units of each hidden layer: 200,100; none for no hidden layer",
                CustomParser = OptionParser.LayerSizes,
            }
        );
        _activation = AddNamed(
            "--activation",
            "Of the hidden layers: relu, sigmoid, tanh, leaky-relu, elu, softplus, selu, gelu, silu, maxout, identity; a parameter "
                + "follows in brackets: maxout(3)",
            HiddenActivation,
            Activation.All.Where(IsForHiddenLayers).Select(activation => activation.Name.Split('(')[0])
        );
        _outputActivation = AddNamed(
            "--output-activation",
            "Of the last layer; unless told, what the loss asks for, else sigmoid",
            name => Activation.Parse(name) is { IsDifferentiable: true } one ? one : null,
            Activation.All.Where(activation => activation.IsDifferentiable).Select(activation => activation.Name.Split('(')[0])
        );
        _noBias = AddSwitch("--no-bias", "Units have no bias");
        _initializer = AddNamed(
            "--initializer",
            "How weights are drawn: book, glorot, he, lecun, zero, constant(x); unless told, what suits the activation",
            name => Initializer.Parse(name),
            Initializer.All.Select(one => one.Name)
        );
        _batchNormalization = AddSwitch(
            "--batch-normalization",
            "Bring each hidden unit's net input to mean 0 and variance 1 over the batch"
        );
        _dropout = AddNumber("--dropout", "The share of each hidden layer's outputs dropped in each step: 0.5", NumberRange.Share("0.5"));
        _inputDropout = AddNumber("--input-dropout", "The share of the inputs dropped in each step: 0.2", NumberRange.Share("0.2"));
    }

    /// <summary>The preset asked for, with the network asked for.</summary>
    public Preset Apply(ParseResult parsed)
    {
        Preset preset = parsed.Given(_preset) ?? Preset.Fast;
        NetworkOptions network = preset.Network;
        if (parsed.Given(_activation) is Activation activation)
            network = network with { HiddenActivation = activation, Initializer = null };
        return preset with
        {
            DropoutInstead = parsed.Given(_dropout) is null ? preset.DropoutInstead : null,
            Network = network with
            {
                OutputActivation = parsed.Given(_outputActivation),
                HiddenUnits = parsed.Given(_hidden) is int[] hidden ? [.. hidden] : network.HiddenUnits,
                UseBias = network.UseBias && !parsed.Given(_noBias),
                Initializer = parsed.Given(_initializer) ?? network.Initializer,
                BatchNormalization = parsed.Given(_batchNormalization) || network.BatchNormalization,
                Dropout = parsed.Given(_dropout) ?? network.Dropout,
                InputDropout = parsed.Given(_inputDropout) ?? network.InputDropout,
            },
        };
    }

    private static bool IsForHiddenLayers(Activation activation) => activation.IsDifferentiable && !activation.MixesUnits;

    private static Activation? HiddenActivation(string name)
    {
        var activation = Activation.Parse(name);
        return IsForHiddenLayers(activation) ? activation : null;
    }
}
