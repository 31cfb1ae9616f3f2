using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.Export;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist export</c>: exports a model for other programs.</summary>
internal sealed class ExportCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "export";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Export a model as ONNX, safetensors or npz, for other programs";

    private readonly Argument<string> _model = new("MODEL") { Description = "The model file" };

    private readonly Option<string?> _format = new("--format")
    {
        HelpName = "NAME",
        Description = "onnx (runs without this program), safetensors or npz (the weights, for Python). Default: the extension of --output",
    };

    private readonly FileOption _output;

    private readonly Option<bool> _json = CommonOptions.Json();

    public ExportCommand()
        : base(Word, Summary)
    {
        _output = new FileOption(
            "--output",
            "FILE",
            parsed => ExportFile.KindOf(FormatOf(parsed)),
            "The file to write. Default: the model's name with the format's extension"
        );
        Arguments.Add(_model);
        _format.CustomParser = NameParser.Named(name => ExportFile.Formats.ContainsKey(name) ? name : null, ExportFile.Formats.Keys);
        foreach (Option option in (Option[])[_format, _output, OutputGuard.Force(), _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist export models/digits-robust.zip --format onnx",
            "mnist export models/digits-robust.zip --output weights.safetensors"
        );
        SetAction(Run);
    }

    public IEnumerable<string> Violations(ParseResult parsed)
    {
        string? output = parsed.Given(_output),
            format = FormatOf(parsed);
        if (format is null && !parsed.Has(_format))
            yield return $"Expected --format with one of {string.Join(", ", ExportFile.Formats.Keys)}, or --output with one of these extensions.";
        if (format is not null && output is not null && !ExportFile.KindOf(format).Suits(output))
            yield return $"--format {format} does not fit --output {output}: name a file that ends in .{format}, or leave out --format.";
    }

    private string? FormatOf(ParseResult parsed) => parsed.Given(_format) ?? ExportFile.FormatOf(parsed.Given(_output));

    private int Run(ParseResult parsed)
    {
        string model = parsed.GetRequiredValue(_model);
        string? output = parsed.GetValue(_output);
        string format = FormatOf(parsed)!;
        if (output is null)
        {
            output = Path.ChangeExtension(model, format);
            OutputGuard.Check(parsed, new OutputFile(output, ExportFile.KindOf(format)));
        }

        Network network = ModelFile.Load(model);
        NetworkExport.Save(network, output, ExportFile.Formats[format]);
        Show(new Screen(parsed.GetValue(_json)), model, network, format, output);
        return ExitCode.Done;
    }

    private static void Show(Screen screen, string model, Network network, string format, string output)
    {
        long bytes = AtomicFile.IsDevice(output) ? 0 : new FileInfo(output).Length;
        if (screen.IsJson)
        {
            JsonOutput.Print(new ExportJson(format, output, bytes, network.ParameterCount), CommandJson.Readable.ExportJson);
            return;
        }

        screen.Results.WriteMarkup(
            Localized.Of(
                $"[bold]{MarkupText.Of(output)}[/]: {Figures.Count(network.ParameterCount)} parameters, {Figures.Count(bytes)} bytes"
            )
        );
        if (ExportFile.Formats[format] == ExportFormat.Onnx)
        {
            Shape input = network.Definition.InputShape;
            string order =
                input.Channels == 1 || input.IsVector ? "" : Localized.Of(", row by row, the channels of a pixel next to each other");
            TableModel? table = TableModel.Find(model, network);
            string values = table is not null
                ? Localized.Of("the encoded columns of a table, which mnist inspect MODEL --json lists as inputs")
                : Localized.Of($"raw values such as pixels 0 to 255{order}");
            screen.Results.WriteMarkup($"in   {OnnxFile.Features}        float  [[batch, {input.Size}]], {values}");
            string scores = table is { Schema.Task: TableTask.Regression } ? NumberOf(table.Schema.Label) : ScoresOf(network.Definition);
            screen.Results.WriteMarkup(
                $"out  {OnnxFile.Score}           float  [[batch, {network.Definition.ClassNames.Length}]], {scores}"
            );
            if (network.Definition is { Outputs: OutputMeaning.Classes, ClassNames.Length: > 1 })
                screen.Results.WriteMarkup($"out  {OnnxFile.PredictedLabel}  string [[batch]]");
        }
    }

    private static string NumberOf(SchemaColumn label) =>
        label.Origin == 0 ? "the number" : $"the number less {NumberText.Of(label.Origin, digits: 15)}, which is to be added";

    private static string ScoresOf(NetworkDefinition definition) =>
        definition.Outputs is OutputMeaning.Classes or OutputMeaning.Labels
            ? "probabilities"
            : definition.Outputs.ToString().ToLowerInvariant();
}
