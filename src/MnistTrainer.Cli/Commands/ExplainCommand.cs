using System.CommandLine;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist explain</c>: one training step as on paper, or why a network takes an image for what it does.</summary>
internal sealed class ExplainCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "explain";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Follow one training step on paper, or see why an image is taken for what it is";

    private readonly Argument<string?> _image = new("IMAGE")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "An image to explain the network's answer for",
    };

    private readonly Option<WorkedExample?> _example = new("--example")
    {
        HelpName = "NAME",
        Description =
            "Instead of an image, a step on paper: "
            + string.Join("; ", WorkedExample.All.Select(example => $"{example.Name} ({example.Summary})")),
    };

    private readonly Option<string?> _gradient = new("--gradient")
    {
        HelpName = "RULE",
        Description = "Of the example's step: exact (unless told) or book",
    };

    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description = "Of the example's step; 0.1 unless told",
        CustomParser = OptionParser.Number(NumberRange.Positive("0.1")),
    };

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model that an image is explained by. Unless told, the one trained last"
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
        foreach (Option option in (Option[])[_example, _gradient, _learningRate, _model, _json])
            Options.Add(option);
        Validators.Add(result =>
        {
            bool hasImage = result.GetResult(_image) is { Tokens.Count: > 0 },
                hasExample = result.GetResult(_example) is not null;
            if (hasImage == hasExample)
                result.AddError("Give either an image or --example.");
            else if (hasImage && (result.GetResult(_gradient) is not null || result.GetResult(_learningRate) is not null))
                result.AddError("--gradient and --learning-rate go with --example.");
            else if (hasExample && result.GetResult(_model) is not null)
                result.AddError("--model goes with an image.");
        });
        ExampleHelp.AddTo(
            this,
            "mnist explain --example seed",
            "mnist explain --example two-layers --gradient book",
            "mnist explain --model models/digits-fast.zip seven.png"
        );
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (parsed.GetValue(_example) is WorkedExample example)
        {
            GradientRule rule = parsed.GetValue(_gradient) == "book" ? GradientRule.Book : GradientRule.Exact;
            StepTrace paper = new(example.Step(rule, parsed.GetValue(_learningRate) ?? 0.1f), rule);
            if (screen.IsJson)
                paper.WriteJson();
            else
                paper.Write(Console.Out);
            return ExitCode.Done;
        }

        string given = parsed.GetValue(_image)!;
        string image = ImageFiles.Find(given) is [string only]
            ? only
            : throw new InvalidInputException(given, "one image", "several", "Name the one to explain");
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        byte[] pixels = ImageInput.RecognizeInk(new Recognizer(network), image).Image.Pixels.ToArray();
        ImageExplanation explanation = ImageExplanation.Of(network, image, pixels, interruption.Token);
        if (screen.IsJson)
            explanation.WriteJson();
        else
            explanation.Write(Console.Out);
        return ExitCode.Done;
    }
}
