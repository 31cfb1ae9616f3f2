using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist evaluate</c>: how well a model does on data with labels.</summary>
internal sealed class EvaluateCommand : Command
{
    /// <summary>What calls it.</summary>
    public const string Word = "evaluate";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Measure a model on data with labels";

    private const int NumbersOfAKind = 200;

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model. Unless told, the one trained last, or else the one that ships"
    );
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"What to measure on: {CommonOptions.SourceKinds}; of a set with a test part, that part"
    );

    private readonly Option<string?> _report = new("--report")
    {
        HelpName = "DIR",
        Description = "Also write metrics.json, confusion.csv and report.html there",
    };

    private readonly Option<bool> _multiple = new("--multiple")
    {
        Description =
            "Measure instead how numbers of 2 to 6 of these digits, on several papers, apart and touching, are read by predict --multiple",
    };

    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        $"With --multiple: numbers of each kind; {NumbersOfAKind} unless told",
        10,
        10_000
    );
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand()
        : base(Word, Summary)
    {
        _data.Required = true;
        foreach (Option option in (Option[])[_model, _data, _report, _multiple, _count, _json])
            Options.Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_multiple) && result.GetValue(_report) is not null)
                result.AddError("--report goes with single digits, not with --multiple.");
            if (!result.GetValue(_multiple) && result.GetValue(_count) is not null)
                result.AddError("--count goes with --multiple.");
        });
        ExampleHelp.AddTo(
            this,
            "mnist evaluate --model models/mnist-fast.zip --data mnist",
            "mnist evaluate --model my-digits.zip --data test.csv --report report",
            "mnist evaluate --data mnist --multiple"
        );
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        Dataset data = new SourceLoader(new TerminalListener(screen), interruption.Token).LoadForTesting(
            DataSource.Open(parsed.GetValue(_data)!),
            new LoadOptions { Shape = network.Definition.InputShape }
        );
        Samples<byte> samples = ClassAlignment.Align(data, network.Definition);
        if (parsed.GetValue(_multiple))
        {
            Recognizer recognizer = new(network);
            recognizer.CheckReadsDigits();
            return ReadNumbers(
                screen,
                new NumberReading(recognizer, samples, parsed.GetValue(_count) ?? NumbersOfAKind),
                (path, data.Name),
                interruption.Token
            );
        }

        Evaluation evaluation = ProgressBar.Run(
            screen,
            "Measuring",
            samples.Count,
            "images",
            bar => Evaluation.Measure(network, samples, bar, interruption.Token)
        );
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

    private static int ReadNumbers(Screen screen, NumberReading reading, (string Model, string Data) names, CancellationToken cancellation)
    {
        IReadOnlyList<double> shares = ProgressBar.Run(
            screen,
            "Reading numbers",
            reading.Count * NumberReading.Kinds.Count,
            "numbers",
            bar => reading.Run(bar, cancellation)
        );
        if (!screen.IsJson)
        {
            NumberReadingView.Show(screen.Results, shares);
            return ExitCode.Done;
        }

        JsonOutput.Print(writer =>
        {
            writer.WriteString("model", names.Model);
            writer.WriteString("dataset", names.Data);
            writer.WriteNumber("count", reading.Count);
            NumberReadingView.Write(writer, shares);
        });
        return ExitCode.Done;
    }

    private static void PrintJson(string path, string dataset, Evaluation evaluation) =>
        JsonOutput.Print(writer =>
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
        if (screen.ShowsImages)
            MetricsView.ShowMistakes(console, samples, evaluation.Mistakes);
        MetricsView.ShowAccuracy(console, "Accuracy      ", evaluation.Metrics);
        CoverageOutput.Show(console, evaluation);
        MetricsView.ShowOtherFigures(console, evaluation);
    }
}
