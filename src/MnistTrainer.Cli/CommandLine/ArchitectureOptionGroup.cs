using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist import</c> that say what the network is, where the file does not.</summary>
internal sealed class ArchitectureOptionGroup : OptionGroup
{
    private const int Pixels = 28;

    private readonly Option<int[]?> _hidden;
    private readonly Option<Activation?> _activation;
    private readonly Option<Activation?> _output;
    private readonly Option<bool> _batchNormalization;
    private readonly Option<bool> _noBias;
    private readonly Option<string?> _scaling;
    private readonly Option<Shape?> _input;
    private readonly Option<string?> _classes;

    public ArchitectureOptionGroup()
    {
        _hidden = Add(
            new Option<int[]?>("--hidden")
            {
                HelpName = "N,N…",
                Description =
                    "Units of each hidden layer: 200,100; none for no hidden layer. Needed where the file does not describe its network",
                CustomParser = OptionParser.LayerSizes,
            }
        );
        _activation = AddNamed(
            "--activation",
            "Of the hidden layers; relu unless told",
            Activation.Parse,
            Activation.All.Select(one => one.Name)
        );
        _output = AddNamed(
            "--output-activation",
            "Of the last layer; softmax unless told",
            Activation.Parse,
            Activation.All.Select(one => one.Name)
        );
        _batchNormalization = AddSwitch("--batch-normalization", "Batch normalization stands before the activation of each hidden layer");
        _noBias = AddSwitch("--no-bias", "Units have no bias");
        _scaling = AddNamed(
            "--scaling",
            "How pixels become inputs: unit (0 to 1; unless told), book (0.01 to 1) or none",
            Known,
            Scalings.Keys
        );
        _input = Add(
            new Option<Shape?>("--input")
            {
                HelpName = "HxW|N",
                Description = "The shape of an image, or the number of values; 28x28 unless told",
                CustomParser = ParseShape,
            }
        );
        _classes = AddText("--classes", "NAME,NAME…", "Names of the classes, in the order of the outputs; 0 to 9 unless told");
    }

    private static Dictionary<string, InputScaling> Scalings { get; } =
        new(StringComparer.Ordinal)
        {
            ["unit"] = InputScaling.Unit,
            ["book"] = InputScaling.Book,
            ["none"] = InputScaling.None,
        };

    /// <summary>Says what is missing, a sentence each: whoever names one thing names the layers.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        Option[] others = [_activation, _output, _batchNormalization, _noBias, _scaling, _input, _classes];
        if (
            parsed.GetResult(_hidden) is null
            && others.FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false }) is Option given
        )
            yield return $"{given.Name} needs --hidden, which says that the network is not the one that the file describes.";
    }

    /// <summary>The network asked for; null where none was.</summary>
    public NetworkDefinition? Definition(ParseResult parsed)
    {
        if (parsed.Given(_hidden) is not int[] hidden)
            return null;
        string[] classes = parsed.Given(_classes) is string names
            ? names.Split(',', StringSplitOptions.TrimEntries)
            : [.. Enumerable.Range(0, 10).Select(digit => digit.ToString(CultureInfo.InvariantCulture))];
        return NetworkDefinition.Create(
            parsed.Given(_input) ?? Shape.Image(Pixels, Pixels),
            classes,
            new NetworkOptions
            {
                HiddenUnits = [.. hidden],
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
