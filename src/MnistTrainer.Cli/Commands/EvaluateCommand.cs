using System.Collections.Immutable;
using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist evaluate</c>: measures a model on labeled data.</summary>
internal sealed class EvaluateCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "evaluate";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Measure a model on labeled data";

    private readonly Option<string?> _model = CommonOptions.Model("The model. Default: the most recently trained one, or the included one");
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"The data: {CommonOptions.SourceKinds}; only the test part, if the source has one"
    );

    private readonly TableOptionGroup _table = new();
    private readonly Option<string?> _without = WithoutOption.Create();
    private readonly SkipDamagedOption _skipDamaged = new();

    private readonly FolderOption _report = new(
        "--report",
        "Also write metrics.json, confusion.csv and report.html to this folder",
        ("metrics.json", OutputKind.Figures),
        ("confusion.csv", OutputKind.Confusion),
        (EvaluationReport.PageName, OutputKind.Page)
    );

    private readonly Option<bool> _multiple = new("--multiple")
    {
        Description =
            "Instead, measure how well predict --multiple reads numbers made of 2 to 6 of these digits, on several kinds of paper, apart and touching",
    };

    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        $"With --multiple: number of numbers of each kind. Default: {MultiDigitEvaluation.DefaultCount}",
        10,
        10_000
    );
    private readonly Option<int?> _testTimeShift = TestTimeShiftOption.Create("Default: as the model was trained");
    private readonly Option<bool> _json = CommonOptions.Json();

    public EvaluateCommand()
        : base(Word, Summary)
    {
        _data.Required = true;
        foreach (
            Option option in (Option[])
                [_model, _data, _report, _multiple, _count, _testTimeShift, OutputGuard.Force(), _without, _skipDamaged, _json]
        )
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist evaluate --model models/mnist-fast.zip --data mnist",
            "mnist evaluate --model my-digits.zip --data test.csv --report report",
            "mnist evaluate --model income.zip --data test.csv",
            "mnist evaluate --data mnist --multiple"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [
            .. OptionRules.NeedMode(parsed, !parsed.Given(_multiple), "single digits, not with --multiple", _report),
            .. OptionRules.Need(parsed, _multiple, _count),
        ];

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        string path = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        Network network = ModelFile.Load(path);
        if (TableModel.Find(path, network) is TableModel table)
            return EvaluateTable(parsed, screen, path, table, interruption.Token);
        if (parsed.GetValue(_testTimeShift) is int pixels)
            network = network.WithTestTimeShift(pixels);
        TerminalListener listener = new(screen);
        SourceLoader loader = new(listener, interruption.Token);
        LoadOptions known = _table.Apply(parsed, new LoadOptions { Shape = network.Definition.InputShape });
        string source = parsed.GetValue(_data)!;
        known = _skipDamaged.Apply(parsed, known);
        (DataSource opened, Dataset data) = ImageSource.Read(
            source,
            _table.Apply(parsed, LoadOptions.Default),
            path,
            () =>
            {
                DataSource found = loader.Open(source);
                return (found, loader.LoadForTesting(found, known));
            }
        );
        if (parsed.GetValue(_without) is string list)
            data = data with
            {
                Samples = ConfirmedTable.Read(list, interruption.Token).Apply(data.Samples, opened, DataSplit.Test, known, listener),
            };
        Samples<byte> samples = ClassAlignment.Align(data, network.Definition);
        SingleClassNote? singleClass = SingleClassNote.For(samples);
        if (singleClass is not null)
            listener.OnNote(singleClass);
        samples = SampleOrientation.Restore(network, samples, listener, interruption.Token);
        if (parsed.GetValue(_multiple))
        {
            int count = parsed.GetValue(_count) ?? MultiDigitEvaluation.DefaultCount;
            var numbers = MultiDigitEvaluation.Measure(new ImageRecognizer(network), samples, count, listener, interruption.Token);
            if (screen.IsJson)
                JsonOutput.Print(MultiDigitEvaluationJson.Of(path, data.Name, numbers), CommandJson.Readable.MultiDigitEvaluationJson);
            else
                MultiDigitEvaluationView.Show(screen.Results, numbers);
            return ExitCode.Done;
        }

        Evaluation evaluation = ((IExperimentListener)listener).Run(
            new ExperimentPhase("Measuring", samples.Count, "images"),
            progress => Evaluation.Measure(network, samples, progress, interruption.Token)
        );
        if (singleClass is null && PoorEvaluationNote.For(evaluation.Metrics) is PoorEvaluationNote note)
            listener.OnNote(note);
        if (parsed.GetValue(_report) is string folder)
        {
            new EvaluationReport(path, data.Name, samples, evaluation) { Network = network, Arguments = ArgumentsOf(parsed, path) }.Write(
                folder
            );
            screen.Note(Localized.Of($"[grey]Report: {MarkupText.Of(Path.Combine(folder, EvaluationReport.PageName))}[/]"));
        }

        if (screen.IsJson)
            PrintJson(path, data.Name, evaluation, listener);
        else
            Show(screen, samples, evaluation);
        return ExitCode.Done;
    }

    private ImmutableArray<string> ArgumentsOf(ParseResult parsed, string model) =>
        [Word, .. parsed.Given(_model) is null ? (string[])[_model.Name, model] : [], .. ResumedCommandLine.ArgumentsOf(parsed, [_json])];

    private int EvaluateTable(ParseResult parsed, Screen screen, string path, TableModel model, CancellationToken cancellation)
    {
        TableRejection.Check(
            parsed,
            $"{path} is a model of a table, which has its own columns",
            [.. _table.OfColumns, _report, _multiple, _count, _testTimeShift, _without, _skipDamaged]
        );
        TableOptions known = new ColumnOptionGroup().Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        return new TableEvaluationRun(screen, path, model).Run(parsed.GetValue(_data)!, known, cancellation);
    }

    private static void PrintJson(string path, string dataset, Evaluation evaluation, TerminalListener listener) =>
        JsonOutput.Print(
            EvaluationFigures.Of(path, dataset, evaluation) with
            {
                Seconds = evaluation.Duration.TotalSeconds,
                Notes = listener.NotesOrNull,
            },
            CommandJson.Readable.EvaluationFigures
        );

    private static void Show(Screen screen, Samples<byte> samples, Evaluation evaluation)
    {
        IAnsiConsole console = screen.Results;
        MetricsView.ShowClasses(console, evaluation.Metrics);
        MetricsView.ShowConfusion(console, evaluation.Metrics);
        if (screen.ShowsImages)
            MetricsView.ShowMistakes(console, samples, evaluation.Mistakes);
        MetricsView.ShowAccuracy(console, Localized.Of("Accuracy      "), evaluation.Metrics);
        CoverageView.Show(console, evaluation);
        MetricsView.ShowOtherFigures(console, evaluation);
    }
}
