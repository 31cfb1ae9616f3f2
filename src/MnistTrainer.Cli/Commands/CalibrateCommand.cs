using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist calibrate</c>: calibrates a model: makes its probabilities match its accuracy, and measures when it rejects an image.</summary>
internal sealed class CalibrateCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "calibrate";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Make a model's probabilities match its accuracy, and measure when it rejects images";

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model, a network that reads digits; it is replaced. Default: the one trained last, or else the one that ships"
    );
    private readonly Option<string?> _digits = CommonOptions.Source(
        "--digits",
        $"Handwritten digits for half of those that must not be rejected, of a source with parts the training part: {CommonOptions.SourceKinds}. Default: synthetic digits only"
    );

    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        $"Number of synthetic digits, and of shapes. Default: {CalibrationImages.DefaultCount}",
        100,
        DigitSynthesizer.MaximumCount
    );

    private readonly Option<int?> _seed = CommonOptions.WholeNumber(
        "--seed",
        $"Seed of the synthetic images. Default: {CalibrationImages.DefaultSeed}",
        0
    );
    private readonly Option<bool> _json = CommonOptions.Json();

    public CalibrateCommand()
        : base(Word, Summary)
    {
        foreach (Option option in (Option[])[_model, _digits, _count, _seed, _json])
            Options.Add(option);
        ExampleHelp.AddTo(this, "mnist calibrate --model models/digits.zip --digits mnist");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        CalibrationImages images = new()
        {
            Count = parsed.GetValue(_count) ?? CalibrationImages.DefaultCount,
            Seed = parsed.GetValue(_seed) ?? CalibrationImages.DefaultSeed,
            Handwritten = parsed.GetValue(_digits) is string source ? DataSource.Open(source).Load(DataSplit.Train)?.Samples : null,
        };
        ModelCalibration calibration = Calibrate(network, images, screen);
        ModelStore.Save(calibration.Network, path);
        if (screen.IsJson)
            JsonOutput.Print(CalibrateJson.Of(path, calibration), CommandJson.Readable.CalibrateJson);
        else
            CalibrationView.Show(screen.Results, calibration, path);
        return ExitCode.Done;
    }

    private static ModelCalibration Calibrate(Network network, CalibrationImages images, Screen screen)
    {
        try
        {
            return ModelCalibration.Of(network, images, new TerminalListener(screen));
        }
        catch (InvalidInputException e) when (network.Definition.Layers[^1].Activation != Activation.Softmax)
        {
            throw new InvalidInputException(
                $"{e.Message} Such a model is trained by: {MnistCommand.Name} {TrainCommand.Word} --loss {Loss.SoftmaxCrossEntropy}",
                e
            );
        }
    }
}
