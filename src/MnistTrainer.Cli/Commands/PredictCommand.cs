using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist predict</c>: classifies images, or every image of a data source.</summary>
internal sealed class PredictCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "predict";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Recognize images";

    private readonly Argument<string[]> _images = new(ImageArguments.Name)
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description =
            "Images of any size (PNG, JPEG, BMP, GIF, WebP, TIFF, PNM, TGA), folders of them, patterns, data: URLs, or - for one from stdin",
    };

    private readonly Option<string?> _model = CommonOptions.Model("The model. Default: the most recently trained one, or the included one");
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"Instead of images, a data source, with or without labels: {CommonOptions.SourceKinds}; for a model trained on a table, a table"
    );

    private readonly TableOptionGroup _table = new();

    private readonly FileOption _output = new(
        "--output",
        "FILE.csv",
        OutputKind.Predictions,
        "With --data: write a submission file for a competition, in the format of the sample_submission.csv next to the data, otherwise with the ids of the data, otherwise ImageId,Label; "
            + "for a table of numbers and categories: the id or number of each row, the prediction and its probability"
    );

    private readonly FolderOption _stages = new(
        "--stages",
        "Also write the result of each imaging stage to this folder, as numbered PNG files"
    );

    private readonly Option<bool> _multiple = new("--multiple")
    {
        Description = "Find and read all digits in an image: a number, a row, a form, several lines",
    };

    private readonly Option<bool> _single = new("--single") { Description = "Read each image as one digit, even if several are found" };

    private readonly FileOption _boxes = new(
        "--boxes",
        "FILE.png",
        OutputKind.Png,
        "With --multiple: write the image with a box around each digit"
    );

    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public PredictCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_images);
        foreach (Option option in (Option[])[_model, _data, _output, _stages, _multiple, _single, _boxes, _skipDamaged, _force, _json])
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist predict drawing.png",
            "mnist predict seven.png --stages seven-stages",
            "mnist predict --multiple account-number.jpg --boxes boxes.png",
            "mnist predict --model models/mnist-fast.zip photos/*.jpg --json",
            "mnist predict --model my-digits.zip --data test.csv --output submission.csv",
            "mnist predict --model income.zip --data new.csv --output predictions.csv"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        bool hasImages = parsed.Has(_images),
            hasData = parsed.Has(_data);
        if (hasImages == hasData)
            return [hasData ? "Give either images or --data, not both." : "Give images, or a data source with --data."];
        return
        [
            .. OptionRules.Need(parsed, _data, [_output, .. _table.All]),
            .. OptionRules.NeedMode(parsed, hasImages, "images", _stages, _multiple, _single),
            .. OptionRules.Need(parsed, _multiple, _boxes),
            .. OptionRules.NeedMode(parsed, !parsed.Given(_multiple), "--data or images of one digit, not with --multiple", _skipDamaged),
            .. OptionRules.NeedMode(parsed, !parsed.Given(_multiple), "images of one digit, not with --multiple", _stages),
            .. parsed.Given(_multiple) && parsed.Given(_single) ? ["Give either --single or --multiple, not both."] : (string[])[],
        ];
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        if (parsed.Has(_images))
            _ = Task.Run(ImageRecognizer.Prepare);
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        if (TableModel.Find(path, network) is TableModel table)
            return PredictTable(parsed, screen, path, table);
        if (parsed.GetValue(_data) is string source)
            return ImageSource.Read(
                source,
                _table.Apply(parsed, LoadOptions.Default),
                path,
                () =>
                    new SourcePrediction(screen, network, CheckOutput(parsed)).Run(
                        source,
                        _skipDamaged.Apply(parsed, _table.Apply(parsed, new LoadOptions { Shape = network.Definition.InputShape })),
                        parsed.GetValue(_output)
                    )
            );

        (ImageRecognizer recognizer, string[] images) = (new(network), parsed.GetValue(_images)!);
        return parsed.GetValue(_multiple)
            ? new MultiDigitPrediction(screen, recognizer).Run(images, parsed.GetValue(_boxes), parsed.GetValue(_force))
            : new ImagePrediction(screen, recognizer).Run(
                images,
                parsed.GetValue(_stages),
                parsed.GetValue(_force),
                parsed.GetValue(_single),
                parsed.GetValue(_skipDamaged)
            );
    }

    private int PredictTable(ParseResult parsed, Screen screen, string path, TableModel model)
    {
        TableRejection.Check(parsed, $"{path} is a model of a table, which has its own columns", [.. _table.OfColumns, _skipDamaged]);
        if (parsed.GetValue(_data) is not string source)
            throw ImageModel.OfTable(path, model.Schema);
        TableOptions known = new ColumnOptionGroup().Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        return new TablePredictionRun(screen, model, CheckOutput(parsed)).Run(source, known, parsed.GetValue(_output));
    }

    // Whether a narrow table holds predictions shows once the header of these is known.
    private Action<string> CheckOutput(ParseResult parsed) =>
        header =>
        {
            if (parsed.GetValue(_output) is string output)
                OutputGuard.Check(parsed, new OutputFile(output, OutputKind.PredictionsUnder(header)));
        };
}
