using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist calibrate</c>: calibrates a model: makes its probabilities match its accuracy, and measures when it rejects an image.</summary>
internal sealed class CalibrateCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "calibrate";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Make a model's probabilities match its accuracy, and fit the threshold for rejecting images";

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model, a network that recognizes digits; it is replaced. Default: the most recently trained one, or the included one"
    );
    private readonly Option<string?> _digits = CommonOptions.Source(
        "--digits",
        $"Handwritten digits for half of those that must not be rejected, from the training part if the source has parts: {CommonOptions.SourceKinds}. Default: synthetic digits only"
    );

    private readonly TableOptionGroup _table = new();
    private readonly SkipDamagedOption _skipDamaged = new();
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
        foreach (Option option in (Option[])[_model, _digits, _count, _seed, _skipDamaged, _json])
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(this, "mnist calibrate --model models/digits.zip --digits mnist");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) => OptionRules.Need(parsed, _digits, [.. _table.All, _skipDamaged]);

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ImageModel.Load(path);
        CalibrationImages images = new()
        {
            Count = parsed.GetValue(_count) ?? CalibrationImages.DefaultCount,
            Seed = parsed.GetValue(_seed) ?? CalibrationImages.DefaultSeed,
            Handwritten = parsed.GetValue(_digits) is string source ? Load(parsed, source, listener, interruption.Token) : null,
        };
        ModelCalibration calibration = Calibrate(network, images, listener, interruption.Token);
        ModelStore.Save(calibration.Network, path);
        if (screen.IsJson)
            JsonOutput.Print(CalibrateJson.Of(path, calibration), CommandJson.Readable.CalibrateJson);
        else
            CalibrationView.Show(screen.Results, calibration, path);
        return ExitCode.Done;
    }

    private Samples<byte> Load(ParseResult parsed, string source, TerminalListener listener, CancellationToken cancellation)
    {
        SourceLoader loader = new(listener, cancellation);
        LoadOptions options = _table.Apply(parsed, LoadOptions.Default);
        return loader.LoadForTraining(loader.Open(source), _skipDamaged.Apply(parsed, options)).Samples;
    }

    private static ModelCalibration Calibrate(
        Network network,
        CalibrationImages images,
        TerminalListener listener,
        CancellationToken cancellation
    )
    {
        try
        {
            return ModelCalibration.Of(network, images, listener, cancellation);
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
