using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary>
/// <c>mnist explain</c>: shows a training step with every intermediate value, why a network classifies an image as it does, what it expects of a class, or which columns
/// of a table it relies on.
/// </summary>
internal sealed class ExplainCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "explain";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary =
        "Show a training step with every intermediate value, why an image or a row is classified as it is, or what a network expects of a class";

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
        Description = "With --example: learning rate. Default: 0.1. With --backquery: what a step adds to a pixel. Default: 0.04",
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

    private readonly FolderOption _layers = new(
        "--layers",
        "With an image: also write what each layer makes of it to this folder, a PNG file for each layer"
    );

    private readonly Option<string?> _backquery = new("--backquery")
    {
        HelpName = "CLASS",
        Description = $"Instead of an image, draw what the network expects of this class, or of {Backquery.AllClasses}",
    };

    private readonly Option<string?> _method = new("--method")
    {
        HelpName = "NAME",
        Description =
            "With --backquery: ascent, by the gradient of the class's probability, or inversion, the book's way back through a network of sigmoids. Default: ascent",
    };

    private readonly Option<int?> _steps = CommonOptions.WholeNumber(
        "--steps",
        "With --backquery: the number of steps of the ascent. Default: 100",
        1
    );

    private readonly FileOption _output = new(
        "--output",
        "FILE.png",
        OutputKind.Png,
        "With --backquery: write the image; those of all classes side by side"
    );

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "Instead of an image, a table: how much a model of a table relies on each of its columns"
    );

    private readonly TableOptionGroup _table = new();

    private readonly Option<int?> _row = CommonOptions.WholeNumber(
        "--row",
        "With --data: why the model predicts what it predicts for this row, counted from 1",
        1
    );

    private readonly Option<int?> _repetitions = CommonOptions.WholeNumber(
        "--repetitions",
        $"With --data: how often the values of each column are exchanged among the rows. Default: {ColumnImportance.DefaultRepetitions}",
        2,
        1000
    );

    private readonly Option<bool> _force = OutputGuard.Force();

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model that is explained. Default: the one trained last, or else the one that ships"
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
        _method.AcceptOnlyFromAmong("ascent", "inversion");
        Arguments.Add(_image);
        Option[] ofExample = [_example, _gradient, _inputs, _weights, _targets],
            ofBackquery = [_backquery, _method, _steps, _output];
        foreach (
            Option option in (Option[])
                [.. ofExample, .. ofBackquery, _data, .. _table.OfFile, _row, _repetitions, _learningRate, _layers, _model, _force, _json]
        )
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist explain --example seed",
            "mnist explain --example two-layers --gradient book",
            "mnist explain --model models/digits-fast.zip seven.png --layers seven-layers",
            "mnist explain --model models/digits-fast.zip --backquery all --output digits.png",
            "mnist explain --model income.zip --data test.csv",
            "mnist explain --model income.zip --data test.csv --row 3"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        bool hasImage = parsed.Has(_image),
            hasExample = parsed.Has(_example),
            hasBackquery = parsed.Has(_backquery),
            hasData = parsed.Has(_data);
        return new[] { hasImage, hasExample, hasBackquery, hasData }.Count(has => has) != 1
            ? ["Give either an image, --example, --backquery or --data."]
            :
            [
                .. OptionRules.Need(parsed, _example, _gradient, _inputs, _weights, _targets),
                .. OptionRules.Need(parsed, _backquery, _method, _steps, _output),
                .. OptionRules.Need(parsed, _data, [_row, _repetitions, .. _table.OfFile]),
                .. OptionRules.HaveNoEffect(parsed, parsed.Has(_row), "One row is explained without exchanging values", _repetitions),
                .. OptionRules.NeedMode(parsed, hasExample || hasBackquery, "--example or --backquery", _learningRate),
                .. OptionRules.NeedMode(parsed, hasImage || hasBackquery || hasData, "an image, --backquery or --data", _model),
                .. OptionRules.NeedMode(parsed, hasImage, "an image", _layers),
                .. OptionRules.NeedMode(parsed, parsed.Has(_layers) || parsed.Has(_output), "--layers or --output", _force),
                .. OptionRules.HaveNoEffect(parsed, IsInversion(parsed), "The book's inversion takes no steps", _steps, _learningRate),
                .. ExampleOf(parsed)?.Violations().Select(violation => $"--{char.ToLowerInvariant(violation[0])}{violation[1..]}") ?? [],
            ];
    }

    private bool IsInversion(ParseResult parsed) => parsed.Given(_method) == "inversion";

    private static Option<double[]?> Numbers(string name, string description, string example, int maximum = WorkedExample.MaximumUnits) =>
        new(name)
        {
            HelpName = "X,X…",
            Description = description,
            Arity = ArgumentArity.ExactlyOne,
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

        string model = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        if (parsed.Given(_data) is string source)
        {
            TableOptions known = new ColumnOptionGroup().Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
            TableExplanationRun run = new(screen, model, known);
            return parsed.Given(_row) is int row
                ? run.RunRow(source, row, interruption.Token)
                : run.RunColumns(source, parsed.Given(_repetitions) ?? ColumnImportance.DefaultRepetitions, interruption.Token);
        }

        Network network = ModelFile.Load(model);
        if (parsed.Given(_backquery) is string label)
            new Backquery(screen, model, network).Run(label, AscentOf(parsed), parsed.GetValue(_output), interruption.Token);
        else
            ExplainImage(parsed, screen, model, network, interruption.Token);
        return ExitCode.Done;
    }

    /// <summary>The settings of the ascent; null for the inversion of the book.</summary>
    private GradientAscent? AscentOf(ParseResult parsed)
    {
        GradientAscent usual = new();
        return IsInversion(parsed)
            ? null
            : usual with
            {
                Steps = parsed.GetValue(_steps) ?? usual.Steps,
                LearningRate = parsed.GetValue(_learningRate) ?? usual.LearningRate,
            };
    }

    private void ExplainImage(ParseResult parsed, Screen screen, string model, Network network, CancellationToken cancellation)
    {
        string argument = parsed.GetValue(_image)!;
        string input = ImageArguments.Find(argument, cancellation) is [string only]
            ? only
            : throw new InvalidInputException(argument, "one image", "several", "Name the one to explain");
        RecognizedImage image = Recognize(new ImageRecognizer(network), input, cancellation);
        var explanation = ImageExplanation.Of(network, image.Pixels, cancellation);
        ImageActivations? activations = null;
        IReadOnlyList<string> files = [];
        if (parsed.GetValue(_layers) is string folder)
        {
            activations = ImageActivations.Of(network, image.Pixels);
            files = LayerFiles.Write(folder, activations, [model, input], parsed.GetValue(_force));
        }

        if (screen.IsJson)
        {
            ExplainImageJson json = ExplainImageJson.Of(input, explanation) with
            {
                Layers = activations?.Layers.Zip(files, LayerActivationsJson.Of),
            };
            JsonOutput.Print(json, CommandJson.Readable.ExplainImageJson);
            return;
        }

        ExplanationView.Show(Screen.Text, input, explanation);
        if (activations is not null)
            ActivationsView.Show(screen.Results, activations);
    }

    private static RecognizedImage Recognize(ImageRecognizer recognizer, string input, CancellationToken cancellation)
    {
        (byte[] file, string name) = ImageArguments.Read(input, cancellation);
        RecognizedImage image = recognizer.Recognize(file, name);
        return image.Best is not null
            ? image
            : throw new InvalidImageException(
                ImageArguments.NameOf(input),
                "an image of a digit",
                "a blank one",
                "Draw the digit with more contrast"
            );
    }
}
