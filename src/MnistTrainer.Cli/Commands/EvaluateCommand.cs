using System.CommandLine;
using MnistTrainer.Cli.CommandLine;
using MnistTrainer.Cli.Models;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Reports;
using MnistTrainer.Cli.Sources;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist evaluate</c>: how well a model does on data with labels.</summary>
internal sealed class EvaluateCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "evaluate";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Measure a model on data with labels";

    private readonly Option<string?> _model = CommonOptions.Model("The model. Unless told, the one trained last, or else the one that ships");
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data", $"What to measure on: {CommonOptions.SourceKinds}; of a set with a test part, that part");

    private readonly Option<string?> _report = new("--report")
    {
        HelpName = "DIR",
        Description = "Also write metrics.json, confusion.csv and report.html there",
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand()
        : base(Word, Summary)
    {
        _data.Required = true;
        foreach (Option option in (Option[])[_model, _data, _report, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist evaluate --model models/mnist-fast.zip --data mnist",
            "mnist evaluate --model my-digits.zip --data test.csv --report report");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        Dataset data = new SourceLoader(screen, interruption.Token)
            .LoadForTesting(DataSource.Open(parsed.GetValue(_data)!), new LoadOptions { Shape = network.Definition.InputShape });
        Samples<byte> samples = ClassAlignment.Align(data, network.Definition);
        Evaluation evaluation = ProgressBar.Run(screen, "Measuring", samples.Count, "pictures", bar =>
            Evaluation.Measure(network, samples, bar, interruption.Token));
        if (parsed.GetValue(_report) is string folder)
        {
            EvaluationReport.Write(folder, path, data.Name, samples, evaluation);
            screen.Note($"[grey]Report: {Markup.Escape(Path.Combine(folder, EvaluationReport.PageName))}[/]");
        }

        if (screen.IsJson)
            PrintJson(path, data.Name, evaluation);
        else
            Show(screen, samples, evaluation);
        return ExitCode.Done;
    }

    private static void PrintJson(string path, string dataset, Evaluation evaluation) => JsonOutput.Print(writer =>
    {
        writer.WriteString("model", path);
        writer.WriteString("dataset", dataset);
        writer.WriteMetrics(evaluation.Metrics);
        CoverageOutput.Write(writer, evaluation);
        writer.WriteNumber("seconds", evaluation.Duration.TotalSeconds);
    });

    private static void Show(Screen screen, Samples<byte> samples, Evaluation evaluation)
    {
        IAnsiConsole console = screen.Results;
        MetricsView.ShowClasses(console, evaluation.Metrics);
        MetricsView.ShowConfusion(console, evaluation.Metrics);
        if (screen.ShowsPictures)
            MetricsView.ShowMistakes(console, samples, evaluation.Mistakes);
        MetricsView.ShowAccuracy(console, "Accuracy      ", evaluation.Metrics);
        CoverageOutput.Show(console, evaluation);
        MetricsView.ShowOtherFigures(console, evaluation);
    }
}
