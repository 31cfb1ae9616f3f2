using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

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
        "Show a training step with every intermediate value, why an image or a row gets its prediction, or what a network expects a class to look like";

    private readonly Argument<string?> _image = new(ImageArguments.Name)
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "The image whose classification is explained",
    };

    private readonly ExampleOptionGroup _example = new();
    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description =
            "With --example: learning rate. Default: 0.1. With --backquery: the mean change of a pixel in one step. Default: 0.04",
        CustomParser = OptionParser.Number(NumberRange.Positive("0.1")),
    };

    private readonly FolderOption _layers = new(
        "--layers",
        "With an image: also write the output of each layer to this folder, as one PNG file per layer"
    );

    private readonly BackqueryOptionGroup _backquery = new();
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "Instead of an image, a table: show how much a model relies on each column"
    );

    private readonly TableOptionGroup _table = new();

    private readonly Option<string?> _row = new("--row")
    {
        HelpName = "ROW",
        Description = "With --data: explain the prediction for this row, given by its number, from 1, or by its id",
    };

    private readonly Option<int?> _repetitions = CommonOptions.WholeNumber(
        "--repetitions",
        $"With --data: how many times to shuffle the values of each column among the rows. Default: {ColumnImportance.DefaultRepetitions}",
        2,
        1000
    );

    private readonly Option<bool> _force = OutputGuard.Force();

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model to explain. Default: the most recently trained one, or the included one"
    );
    private readonly Option<bool> _json = CommonOptions.Json();

    public ExplainCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_image);
        foreach (
            Option option in (Option[])
                [
                    .. _example.All,
                    .. _backquery.All,
                    _data,
                    .. _table.OfFile,
                    _row,
                    _repetitions,
                    _learningRate,
                    _layers,
                    _model,
                    _force,
                    _json,
                ]
        )
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist explain --example seed",
            "mnist explain --example two-layers --gradient book",
            "mnist explain --model models/digits-robust.zip seven.png --layers seven-layers",
            "mnist explain --model models/digits-robust.zip --backquery all --output digits.png",
            "mnist explain --model income.zip --data test.csv",
            "mnist explain --model income.zip --data test.csv --row 3"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        bool hasImage = parsed.Has(_image),
            hasExample = _example.IsGiven(parsed),
            hasBackquery = _backquery.IsGiven(parsed),
            hasData = parsed.Has(_data);
        return new[] { hasImage, hasExample, hasBackquery, hasData }.Count(has => has) != 1
            ? ["Give either an image, --example, --backquery or --data."]
            :
            [
                .. _example.Violations(parsed),
                .. _backquery.Violations(parsed, _learningRate),
                .. OptionRules.Need(parsed, _data, [_row, _repetitions, .. _table.OfFile]),
                .. OptionRules.HaveNoEffect(parsed, parsed.Has(_row), "Explaining one row shuffles no values", _repetitions),
                .. OptionRules.NeedMode(parsed, hasExample || hasBackquery, "--example or --backquery", _learningRate),
                .. OptionRules.NeedMode(parsed, hasImage || hasBackquery || hasData, "an image, --backquery or --data", _model),
                .. OptionRules.NeedMode(parsed, hasImage, "an image", _layers),
                .. OptionRules.NeedMode(parsed, parsed.Has(_layers) || _backquery.HasOutput(parsed), "--layers or --output", _force),
            ];
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (_example.ToExample(parsed) is WorkedExample example)
        {
            StepTrace trace = example.Trace(_example.Rule(parsed), parsed.GetValue(_learningRate) ?? 0.1f);
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
            return parsed.Given(_row) is string row
                ? run.RunRow(source, row, interruption.Token)
                : run.RunColumns(source, parsed.Given(_repetitions) ?? ColumnImportance.DefaultRepetitions, interruption.Token);
        }

        Network network = ImageModel.Load(model);
        if (_backquery.Class(parsed) is string label)
            new Backquery(screen, model, network).Run(
                label,
                _backquery.ToAscent(parsed, parsed.Given(_learningRate)),
                _backquery.Output(parsed),
                interruption.Token
            );
        else
            new ImageExplanationRun(screen, model, network).Run(
                parsed.GetValue(_image)!,
                parsed.GetValue(_layers),
                parsed.GetValue(_force),
                interruption.Token
            );
        return ExitCode.Done;
    }
}
