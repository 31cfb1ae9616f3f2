using System.CommandLine;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explain</c>: shows a training step with every intermediate value, or why a network classifies an image as it does.</summary>
internal sealed class ExplainCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "explain";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Show a training step with every intermediate value, or why an image is classified as it is";

    private readonly Argument<string?> _image = new(ImageArguments.Name)
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The image whose classification is explained",
    };

    private readonly Option<WorkedExample?> _example = new("--example")
    {
        HelpName = "NAME",
        Description =
            "Instead of an image, a training step computed by hand: "
            + string.Join("; ", WorkedExample.All.Select(example => $"{example.Name} ({example.Summary})")),
    };

    private readonly Option<string?> _gradient = new("--gradient")
    {
        HelpName = "RULE",
        Description = "With --example: gradient rule, exact or book. Default: exact",
    };

    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description = "With --example: learning rate. Default: 0.1",
        CustomParser = OptionParser.Number(NumberRange.Positive("0.1")),
    };

    private readonly Option<double[]?> _inputs = Numbers("--inputs", "With --example: the inputs, 1 to 9 numbers. Default: 1,0.5", "1,0.5");

    private readonly Option<double[]?> _weights = Numbers(
        "--weights",
        "With --example: the weights, layer after layer, input by input. Default: the example's",
        "0.9,0.2,0.3,0.8",
        maximum: 2 * WorkedExample.MaximumUnits * WorkedExample.MaximumUnits
    );

    private readonly Option<double[]?> _targets = Numbers(
        "--targets",
        "With --example: the targets, 1 to 9 numbers from 0 to 1. Default: 0.99,0.01",
        "0.99,0.01"
    );

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model that classifies the image. Default: the one trained last, or else the one that ships"
    );
    private readonly Option<bool> _json = CommonOptions.Json();

    public ExplainCommand()
        : base(Word, Summary)
    {
        _example.CustomParser = NameParser.Named(
            name => WorkedExample.All.FirstOrDefault(example => example.Name == name),
            WorkedExample.All.Select(example => example.Name)
        );
        _gradient.AcceptOnlyFromAmong("exact", "book");
        Arguments.Add(_image);
        foreach (Option option in (Option[])[_example, _gradient, _learningRate, _inputs, _weights, _targets, _model, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist explain --example seed",
            "mnist explain --example two-layers --gradient book",
            "mnist explain --model models/digits-fast.zip seven.png"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        parsed.Has(_image) == parsed.Has(_example)
            ? ["Give either an image or --example."]
            :
            [
                .. OptionRules.Need(parsed, _example, _gradient, _learningRate, _inputs, _weights, _targets),
                .. OptionRules.NeedMode(parsed, parsed.Has(_image), "an image", _model),
                .. ExampleOf(parsed)?.Violations().Select(violation => $"--{char.ToLowerInvariant(violation[0])}{violation[1..]}") ?? [],
            ];

    private static Option<double[]?> Numbers(string name, string description, string example, int maximum = WorkedExample.MaximumUnits) =>
        new(name)
        {
            HelpName = "X,X…",
            Description = description,
            CustomParser = OptionParser.Numbers(maximum, example),
        };

    /// <summary>The example with the numbers that were given.</summary>
    private WorkedExample? ExampleOf(ParseResult parsed)
    {
        if (parsed.Given(_example) is not WorkedExample example)
            return null;
        return example with
        {
            Inputs = parsed.Given(_inputs) is { } inputs ? [.. inputs] : example.Inputs,
            Targets = parsed.Given(_targets) is { } targets ? [.. targets] : example.Targets,
            Weights = parsed.Given(_weights) is { } weights ? [.. weights.Select(weight => (float)weight)] : example.Weights,
        };
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (ExampleOf(parsed) is WorkedExample example)
        {
            GradientRule rule = parsed.GetValue(_gradient) == "book" ? GradientRule.Book : GradientRule.Exact;
            StepTrace trace = example.Trace(rule, parsed.GetValue(_learningRate) ?? 0.1f);
            if (screen.IsJson)
                JsonOutput.Print(ExplainStepJson.Of(trace), CommandJson.Readable.ExplainStepJson);
            else
                new StepTraceView(trace).Show(Screen.Text);
            return ExitCode.Done;
        }

        string argument = parsed.GetValue(_image)!;
        string input = ImageArguments.Find(argument, interruption.Token) is [string only]
            ? only
            : throw new InvalidInputException(argument, "one image", "several", "Name the one to explain");
        Network network = ModelFile.Load(parsed.GetValue(_model) ?? ModelPath.Latest(screen));
        var explanation = ImageExplanation.Of(
            network,
            Recognize(new Recognizer(network), input, interruption.Token).Pixels,
            interruption.Token
        );
        if (screen.IsJson)
            JsonOutput.Print(ExplainImageJson.Of(input, explanation), CommandJson.Readable.ExplainImageJson);
        else
            ExplanationView.Show(Screen.Text, input, explanation);
        return ExitCode.Done;
    }

    private static GrayImage Recognize(Recognizer recognizer, string input, CancellationToken cancellation)
    {
        RecognizedImage image = recognizer.Recognize(ImageArguments.Read(input, cancellation));
        return image.Best is not null
            ? image.Image
            : throw new InvalidImageException(
                ImageArguments.NameOf(input),
                "an image of a digit",
                "a blank one",
                "Draw the digit with more contrast"
            );
    }
}
