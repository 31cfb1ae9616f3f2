using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist inspect</c>: describes a model or a data source.</summary>
internal sealed class InspectCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "inspect";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Inspect a model or a data set";

    private readonly Argument<string> _what = new("MODEL-OR-SOURCE") { Description = $"A model, or data: {CommonOptions.SourceKinds}" };
    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly ColumnOptionGroup _columns = new();
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly FolderOption _weights = new(
        "--weights",
        "Also write the weights of a model's first layer to this folder, as numbered PNG files and one sheet of all: each filter of a convolution, or the weights into each unit of a dense layer"
    );

    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public InspectCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_what);
        _table.AddTo(this);
        _columns.AddTo(this);
        foreach (Option option in (Option[])[_skipDamaged, _weights, _force, _json])
            Options.Add(option);
        ExampleHelp.AddTo(
            this,
            "mnist inspect models/digits-robust.zip",
            "mnist inspect models/digits-robust.zip --weights weights",
            "mnist inspect digits",
            "mnist inspect my-digits.csv --json",
            "mnist inspect income.csv --label income"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        bool isModel = parsed.GetResult(_what) is { Tokens: [{ Value: var what }] } && ModelInspection.IsModel(what);
        return
        [
            .. OptionRules.HaveNoEffect(parsed, isModel, "A model is no table of data", [.. _table.All, .. _columns.All, _skipDamaged]),
            .. OptionRules.NeedMode(parsed, isModel, "a model", _weights),
            .. OptionRules.Need(parsed, _weights, _force),
        ];
    }

    private int Run(ParseResult parsed)
    {
        string what = parsed.GetRequiredValue(_what);
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (ModelInspection.IsModel(what))
            ShowModel(parsed, screen, what);
        else if (
            _table.Apply(parsed, LoadOptions.Default) is var known
            && TableBoundary.IsTable(what, known, _columns.Apply(parsed, known), interruption.Token)
        )
            ShowTable(parsed, screen, what, interruption.Token);
        else
            ShowImages(parsed, screen, what, interruption.Token);
        return ExitCode.Done;
    }

    private void ShowImages(ParseResult parsed, Screen screen, string what, CancellationToken cancellation)
    {
        try
        {
            ShowSource(screen, Load(parsed, what, screen, cancellation));
        }
        catch (InvalidInputException) when (TableBoundary.LooksLikeTable(what, _table.Apply(parsed, LoadOptions.Default)))
        {
            ShowTable(parsed, screen, what, cancellation);
        }
    }

    private void ShowTable(ParseResult parsed, Screen screen, string what, CancellationToken cancellation)
    {
        TableRejection.Check(parsed, $"{what} is read as a table of numbers and categories, not as images", _skipDamaged);
        TableOptions options = _columns.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        TerminalListener listener = new(screen);
        TextTable table = TableSelection.LoadTable(what, options, listener, cancellation);
        TableReport report = TableReportFinder.Find(table, options);
        foreach (string note in report.Notes)
            listener.OnNote(new SourceNote(table.Name, note));
        if (screen.IsJson)
            JsonOutput.Print(TableInspectJson.Of(report) with { Notes = listener.NotesOrNull }, CommandJson.Readable.TableInspectJson);
        else
            TableReportView.Show(screen.Results, report);
    }

    private SourceInspection Load(ParseResult parsed, string what, Screen screen, CancellationToken cancellation)
    {
        LoadOptions known = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        TerminalListener listener = new(screen);
        PixelGuess.Show(listener, what, known, cancellation);
        return SourceInspection.Load(what, known, listener, cancellation);
    }

    private void ShowModel(ParseResult parsed, Screen screen, string path)
    {
        Network network = ModelFile.Load(path);
        if (parsed.GetValue(_weights) is not string folder)
        {
            ShowModel(screen, path, network);
            return;
        }

        if (TableModel.Find(path, network) is TableModel table)
            throw ImageModel.OfTable(path, table.Schema);
        var weights = WeightImages.Of(network);
        WeightFiles.Write(folder, weights, path, parsed.GetValue(_force));
        ShowModel(screen, path, network, WeightFilesJson.Of(folder, weights));
        string whose = weights.AreOfFirstNetwork ? " " + Localized.Of("(of the first network)") : "";
        screen.Note(Localized.Of($"[grey]Weights{whose}: {MarkupText.Of(WeightFiles.Describe(folder, weights))}[/]"));
    }

    /// <summary>Shows a model.</summary>
    /// <param name="screen">The screen for results.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="network">Its network.</param>
    /// <param name="weights">The weights that were written as images, if any.</param>
    public static void ShowModel(Screen screen, string path, Network network, WeightFilesJson? weights = null)
    {
        var inspection = ModelInspection.Of(network);
        TableSchema? schema = TableModel.Find(path, network)?.Schema;
        if (screen.IsJson)
        {
            JsonOutput.Print(
                InspectModelJson.Of(path, inspection) with
                {
                    Weights = weights,
                    Columns = schema is null ? null : InspectModelJson.ColumnsOf(schema),
                    Inputs = schema?.InputNames,
                },
                CommandJson.Readable.InspectModelJson
            );
            return;
        }

        ModelInspectionView.Show(screen.Results, path, inspection);
        if (schema is not null)
            TableSchemaView.Show(screen.Results, schema);
    }

    private static void ShowSource(Screen screen, SourceInspection inspection)
    {
        if (screen.IsJson)
            JsonOutput.Print(InspectSourceJson.Of(inspection), CommandJson.Readable.InspectSourceJson);
        else
            SourceInspectionView.Show(screen, inspection);
    }
}
