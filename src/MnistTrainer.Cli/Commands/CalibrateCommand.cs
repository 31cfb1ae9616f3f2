using System.CommandLine;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.MLNet;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist calibrate</c>: makes a model's probabilities mean what they say, and measures when it rejects an image.</summary>
internal sealed class CalibrateCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "calibrate";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Make a model's probabilities mean what they say, and measure when it rejects";

    private const int DefaultCount = 60_000;

    // Not the seed that data sets are drawn with, so that no network has learned from what it is calibrated on.
    private const int DefaultSeed = 2_000_003;

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model, a network of digits; changed in place. Unless told, the one trained last, or else the one that ships"
    );
    private readonly Option<string?> _digits = CommonOptions.Source(
        "--digits",
        $"Hand-written digits for half of those that must not be rejected, of a set with parts the training part: {CommonOptions.SourceKinds}. Unless told, all are drawn"
    );

    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        $"Digits to draw, and as many shapes; {DefaultCount} unless told",
        100,
        DigitSynthesizer.MaximumCount
    );

    private readonly Option<int?> _seed = CommonOptions.WholeNumber(
        "--seed",
        $"The same seed draws the same; {DefaultSeed} unless told",
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
        Samples<byte>? written = parsed.GetValue(_digits) is string source ? DataSource.Open(source).Load(DataSplit.Train)?.Samples : null;
        CalibrationImages images = new(parsed.GetValue(_count) ?? DefaultCount, parsed.GetValue(_seed) ?? DefaultSeed, written);
        ModelCalibration calibration = ProgressBar.Run(
            screen,
            "Drawing digits",
            ModelCalibration.Steps,
            unit: null,
            bar => ModelCalibration.Of(network, images, bar)
        );
        NeuralNetworkModel.Save(calibration.Network, path);
        if (screen.IsJson)
            PrintJson(path, calibration);
        else
            Show(screen.Results, path, calibration);
        return ExitCode.Done;
    }

    private static void PrintJson(string path, ModelCalibration calibration) =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("model", path);
            writer.WriteNumber("temperature", calibration.Temperature);
            writer.WriteNumber("calibrationErrorBefore", calibration.ErrorBefore);
            writer.WriteNumber("calibrationError", calibration.ErrorAfter);
            writer.WriteString(RejectionCalibration.MetadataKey, calibration.Rejections.ToString());
            writer.WriteStartObject("refused");
            foreach ((string kind, double share) in calibration.Rejected)
                writer.WriteNumber(kind, share);
            writer.WriteEndObject();
        });

    private static void Show(IAnsiConsole console, string path, ModelCalibration calibration)
    {
        console.MarkupLine(string.Create(CultureInfo.InvariantCulture, $"Temperature [bold]{calibration.Temperature:F3}[/]"));
        console.MarkupLine(
            $"Probabilities are off by {Figures.Percent(calibration.ErrorAfter)} on average; before, by {Figures.Percent(calibration.ErrorBefore)}"
        );
        Table table = new Table().Border(TableBorder.Rounded).Title("What is rejected, on shapes that were not calibrated on");
        table.AddColumn("shape");
        table.AddColumn(new TableColumn("rejected").RightAligned());
        foreach ((string kind, double share) in calibration.Rejected)
            table.AddRow(kind, Figures.Percent(share));
        console.Write(table);
        console.MarkupLine($"[grey]{Markup.Escape(calibration.Rejections.ToString())}[/]");
        console.MarkupLine($"Calibrated: [bold]{Markup.Escape(path)}[/]");
    }
}
