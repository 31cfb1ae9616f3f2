using System.CommandLine;
using MnistTrainer.Export;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist export</c>: exports a model for other programs.</summary>
internal sealed class ExportCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "export";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Export a model as ONNX, safetensors or npz, for other programs";

    private readonly Argument<string> _model = new("MODEL") { Description = "The model's file" };

    private readonly Option<string?> _format = new("--format")
    {
        HelpName = "NAME",
        Description = "onnx (runs without this program), safetensors or npz (the weights, for Python). Default: the extension of --output",
    };

    private readonly Option<string?> _output = new("--output")
    {
        HelpName = "FILE",
        Description = "The file to write. Default: the model's name with the format's extension",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public ExportCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_model);
        _format.CustomParser = NameParser.Named(name => ExportFile.Formats.ContainsKey(name) ? name : null, ExportFile.Formats.Keys);
        foreach (Option option in (Option[])[_format, _output, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist export models/digits-fast.zip --format onnx",
            "mnist export models/digits-fast.zip --output weights.safetensors"
        );
        SetAction(Run);
    }

    public IEnumerable<string> Violations(ParseResult parsed)
    {
        if (parsed.GetResult(_format) is null && ExportFile.FormatOf(parsed.GetValue(_output)) is null)
            yield return $"Expected --format with one of {string.Join(", ", ExportFile.Formats.Keys)}, or --output with one of these extensions.";
    }

    private int Run(ParseResult parsed)
    {
        string model = parsed.GetRequiredValue(_model);
        string? output = parsed.GetValue(_output);
        if (Violations(parsed).Any())
            return UsageError.Report(parsed, Console.Error);
        string format = parsed.GetValue(_format) ?? ExportFile.FormatOf(output)!;
        output ??= Path.ChangeExtension(model, format);
        Network network = ModelFile.Load(model);
        NetworkExport.Save(network, output, ExportFile.Formats[format]);
        Show(new Screen(parsed.GetValue(_json)), network, format, output);
        return ExitCode.Done;
    }

    private static void Show(Screen screen, Network network, string format, string output)
    {
        long bytes = new FileInfo(output).Length;
        if (screen.IsJson)
        {
            JsonOutput.Print(new ExportJson(format, output, bytes, network.ParameterCount), CommandJson.Readable.ExportJson);
            return;
        }

        screen.Results.MarkupLine(
            $"[bold]{Markup.Escape(output)}[/]: {Figures.Count(network.ParameterCount)} parameters, {Figures.Count(bytes)} bytes"
        );
        if (ExportFile.Formats[format] == ExportFormat.Onnx)
        {
            screen.Results.MarkupLine(
                $"in   {OnnxFile.Features}        float  [[batch, {network.Definition.InputShape.Size}]], raw values such as pixels 0 to 255"
            );
            screen.Results.MarkupLine(
                $"out  {OnnxFile.Score}           float  [[batch, {network.Definition.ClassNames.Length}]], probabilities"
            );
            if (network.Definition.ClassNames.Length > 1)
                screen.Results.MarkupLine($"out  {OnnxFile.PredictedLabel}  string [[batch]]");
        }
    }
}
