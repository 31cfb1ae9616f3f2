using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist train</c> that define the network.</summary>
internal sealed class NetworkOptionGroup : OptionGroup
{
    private readonly Option<Recipe?> _preset;
    private readonly Option<Layer[]?> _layers;
    private readonly Option<int[]?> _hidden;
    private readonly Option<Activation?> _activation;
    private readonly Option<Activation?> _outputActivation;
    private readonly Option<bool> _noBias;
    private readonly Option<Initializer?> _initializer;
    private readonly Option<bool> _batchNormalization;
    private readonly Option<float?> _dropout;
    private readonly Option<float?> _inputDropout;
    private readonly Option<int?> _testTimeShift;

    public NetworkOptionGroup()
    {
        _preset = AddNamed(
            "--preset",
            $"{string.Join(", ", Recipe.All.Select(recipe => $"{recipe.Name} ({recipe.Summary})"))}. Default: {Recipe.Fast.Name}, and {Recipe.Robust.Name} for the included digits. "
                + "The options below change parts of it",
            name => Recipe.All.FirstOrDefault(recipe => recipe.Name == name),
            Recipe.All.Select(recipe => recipe.Name)
        );
        _layers = Add(
            LayersOption.Create(
                "All layers, the last of which has a unit for each class: \"dropout(0.2), dense(300,relu), batch-normalization, dense(10)\"; "
                    + "replaces --hidden and the other options for individual layers"
            )
        );
        _hidden = Add(
            new Option<int[]?>("--hidden")
            {
                HelpName = "N,N…",
                Description = "Units of each hidden layer: 200,100; none for no hidden layer. The short form of --layers",
                Arity = ArgumentArity.ExactlyOne,
                CustomParser = OptionParser.LayerSizes,
            }
        );
        _activation = AddNamed(
            "--activation",
            $"Activation of the hidden layers: {string.Join(", ", ForHiddenLayers)}; a parameter follows in parentheses: maxout(3)",
            HiddenActivation,
            ForHiddenLayers
        );
        _outputActivation = AddNamed(
            "--output-activation",
            "Activation of the last layer. Default: the one that the loss requires, or sigmoid if it requires none",
            name => Activation.Parse(name) is { IsDifferentiable: true } one ? one : null,
            Activation.All.Where(activation => activation.IsDifferentiable).Select(NameOf)
        );
        _noBias = AddSwitch("--no-bias", "Units without a bias");
        _initializer = AddNamed(
            "--initializer",
            $"How weights are initialized: {string.Join(", ", Initializer.All.Select(one => one.Name))}. Default: the one that matches the activation",
            name => Initializer.Parse(name),
            Initializer.All.Select(one => one.Name)
        );
        _batchNormalization = AddSwitch(
            "--batch-normalization",
            "Normalize the net input of each hidden unit to mean 0 and variance 1 over the batch"
        );
        _dropout = AddNumber(
            "--dropout",
            "Fraction of the outputs of each hidden layer to drop in each step: 0.5",
            NumberRange.Share("0.5")
        );
        _inputDropout = AddNumber("--input-dropout", "Fraction of the inputs to drop in each step: 0.2", NumberRange.Share("0.2"));
        _testTimeShift = Add(TestTimeShiftOption.Create("Saved with the model"));
    }

    /// <summary>Returns the options that have no effect on a network for a table.</summary>
    public Option[] OfImages => [_preset, _testTimeShift];

    private static IEnumerable<string> ForHiddenLayers => Activation.All.Where(IsForHiddenLayers).Select(NameOf);

    /// <summary>Returns what is invalid about the combination of options, a sentence each.</summary>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. LayersOption.Conflicts(
                parsed,
                _layers,
                _hidden,
                _activation,
                _noBias,
                _initializer,
                _batchNormalization,
                _dropout,
                _inputDropout
            ),
            .. OptionRules.HiddenLayers(parsed, _hidden, _activation, _batchNormalization, _dropout),
        ];

    /// <summary>Returns a sentence for each option that has no effect where training starts from the weights of a model.</summary>
    public IEnumerable<string> ViolationsFromModel(ParseResult parsed) =>
        OptionRules.HaveNoEffect(parsed, true, "--from starts with the weights of a model, not with random ones", _initializer);

    /// <summary>Returns the recipe selected, or that for a source, with the network that the options define.</summary>
    public Recipe Apply(ParseResult parsed, string? source) => Apply(parsed, parsed.Given(_preset) ?? Recipe.DefaultFor(source));

    /// <summary>Returns a recipe with the network that the options define.</summary>
    public Recipe Apply(ParseResult parsed, Recipe recipe)
    {
        NetworkOptions network = recipe.Network;
        if (parsed.Given(_activation) is Activation activation)
            network = network with { HiddenActivation = activation, Initializer = null };
        return recipe with
        {
            DropoutWithoutAugmentation = parsed.Given(_dropout) is null ? recipe.DropoutWithoutAugmentation : null,
            Network = network with
            {
                Layers = parsed.Given(_layers) is Layer[] layers ? [.. layers] : network.Layers,
                OutputActivation = parsed.Given(_outputActivation) ?? network.OutputActivation,
                HiddenUnits = parsed.Given(_hidden) is int[] hidden ? [.. hidden] : network.HiddenUnits,
                UseBias = network.UseBias && !parsed.Given(_noBias),
                Initializer = parsed.Given(_initializer) ?? network.Initializer,
                BatchNormalization = parsed.Given(_batchNormalization) || network.BatchNormalization,
                Dropout = parsed.Given(_dropout) ?? network.Dropout,
                InputDropout = parsed.Given(_inputDropout) ?? network.InputDropout,
                TestTimeShift = parsed.Given(_testTimeShift) ?? network.TestTimeShift,
            },
        };
    }

    private static string NameOf(Activation activation) => activation.Name.Split('(')[0];

    private static bool IsForHiddenLayers(Activation activation) => activation.IsDifferentiable && !activation.MixesUnits;

    private static Activation? HiddenActivation(string name)
    {
        var activation = Activation.Parse(name);
        return IsForHiddenLayers(activation) ? activation : null;
    }
}
