using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist import</c> that define the network where the file does not.</summary>
internal sealed class ArchitectureOptionGroup : OptionGroup
{
    private const int Pixels = 28;

    private readonly Option<Layer[]?> _layers;
    private readonly Option<int[]?> _hidden;
    private readonly Option<Activation?> _activation;
    private readonly Option<Activation?> _output;
    private readonly Option<bool> _batchNormalization;
    private readonly Option<bool> _noBias;
    private readonly Option<string?> _scaling;
    private readonly Option<Shape?> _input;
    private readonly Option<string[]?> _classes;

    public ArchitectureOptionGroup()
    {
        _layers = Add(
            LayersOption.Create(
                "All layers, if the file does not describe its network: \"dense(300,relu), batch-normalization, dense(10)\"; replaces --hidden and the other options for individual layers"
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
            "Activation of the hidden layers. Default: relu",
            Activation.Parse,
            Activation.All.Select(one => one.Name)
        );
        _output = AddNamed(
            "--output-activation",
            "Activation of the last layer. Default: softmax",
            Activation.Parse,
            Activation.All.Select(one => one.Name)
        );
        _batchNormalization = AddSwitch("--batch-normalization", "Batch normalization before the activation of each hidden layer");
        _noBias = AddSwitch("--no-bias", "Units without a bias");
        _scaling = AddNamed(
            "--scaling",
            "How pixels are scaled to inputs: unit (0 to 1), book (0.01 to 1) or none. Default: unit",
            Known,
            Scalings.Keys
        );
        _input = Add(
            new Option<Shape?>("--input")
            {
                HelpName = "HxW|N",
                Description = "Shape of an image, or the number of values. Default: 28x28",
                CustomParser = ParseShape,
            }
        );
        _classes = Add(
            new Option<string[]?>("--classes")
            {
                HelpName = "NAME,NAME…",
                Description = "Names of the classes, in the order of the outputs. Default: 0 to 9",
                Arity = ArgumentArity.ExactlyOne,
                CustomParser = OptionParser.Names,
            }
        );
    }

    private static Dictionary<string, InputScaling> Scalings { get; } =
        new(StringComparer.Ordinal)
        {
            ["unit"] = InputScaling.Unit,
            ["book"] = InputScaling.Book,
            ["none"] = InputScaling.None,
        };

    /// <summary>Returns what is missing, a sentence each: options that describe the network need its layers.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (string conflict in LayersOption.Conflicts(parsed, _layers, _hidden, _activation, _batchNormalization, _noBias))
            yield return conflict;
        foreach (string one in OptionRules.HiddenLayers(parsed, _hidden, _activation, _batchNormalization))
            yield return one;
        Option[] others = [_activation, _output, _batchNormalization, _noBias, _scaling, _input, _classes];
        if (
            parsed.GetResult(_layers) is null
            && parsed.GetResult(_hidden) is null
            && others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option given
        )
            yield return $"{given.Name} needs --layers or --hidden: together they replace the description of the network in the file.";
    }

    /// <summary>Returns the network that the options define; null where they define none.</summary>
    public NetworkDefinition? Definition(ParseResult parsed)
    {
        int[]? hidden = parsed.Given(_hidden);
        Layer[]? layers = parsed.Given(_layers);
        if (hidden is null && layers is null)
            return null;
        string[] classes =
            parsed.Given(_classes) ?? [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];
        return NetworkDefinition.Create(
            parsed.Given(_input) ?? Shape.Image(Pixels, Pixels),
            classes,
            new NetworkOptions
            {
                Layers = layers is null ? null : [.. layers],
                HiddenUnits = [.. hidden ?? []],
                HiddenActivation = parsed.Given(_activation) ?? Activation.ReLU,
                OutputActivation = parsed.Given(_output) ?? Activation.Softmax,
                UseBias = !parsed.Given(_noBias),
                BatchNormalization = parsed.Given(_batchNormalization),
                Scaling = Scalings[parsed.Given(_scaling) ?? "unit"],
            }
        );
    }

    private static string? Known(string name) => Scalings.ContainsKey(name) ? name : null;

    private static Shape? ParseShape(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        int[] sizes =
        [
            .. text.Split('x').Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int size) ? size : 0),
        ];
        if (sizes.Length <= 2 && sizes.All(size => size is >= 1 and <= 1 << 14))
            return sizes.Length == 1 ? Shape.Vector(sizes[0]) : Shape.Image(sizes[0], sizes[1]);
        result.AddError(
            $"--input: expected rows and columns such as 28x28, or a number of values, each from 1 to {1 << 14}, found \"{text}\"."
        );
        return null;
    }
}
