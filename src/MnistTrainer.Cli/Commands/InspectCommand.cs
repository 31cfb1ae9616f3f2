using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist inspect</c>: describes a model or a data source.</summary>
internal sealed class InspectCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "inspect";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Inspect a model or a data set";

    private readonly Argument<string> _what = new("MODEL-OR-SOURCE") { Description = $"A model, or data: {CommonOptions.SourceKinds}" };
    private readonly TableOptionGroup _table = new();
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public InspectCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_what);
        _table.AddTo(this);
        Options.Add(_skipDamaged);
        Options.Add(_json);
        ExampleHelp.AddTo(this, "mnist inspect models/digits-fast.zip", "mnist inspect digits", "mnist inspect my-digits.csv --json");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        OptionRules.HaveNoEffect(
            parsed,
            parsed.GetResult(_what) is { Tokens: [{ Value: var what }] } && ModelInspection.IsModel(what),
            "A model is no table of data",
            [.. _table.All, _skipDamaged]
        );

    private int Run(ParseResult parsed)
    {
        string what = parsed.GetRequiredValue(_what);
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        if (ModelInspection.IsModel(what))
            ShowModel(screen, what, ModelFile.Load(what));
        else
            ShowSource(screen, Load(parsed, what, screen, interruption.Token));
        return ExitCode.Done;
    }

    private SourceInspection Load(ParseResult parsed, string what, Screen screen, CancellationToken cancellation) =>
        SourceInspection.Load(
            what,
            _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default)),
            new TerminalListener(screen),
            cancellation
        );

    /// <summary>Shows a model.</summary>
    /// <param name="screen">The screen for results.</param>
    /// <param name="path">The model's file.</param>
    /// <param name="network">Its network.</param>
    public static void ShowModel(Screen screen, string path, Network network)
    {
        var inspection = ModelInspection.Of(network);
        if (screen.IsJson)
            JsonOutput.Print(InspectModelJson.Of(path, inspection), CommandJson.Readable.InspectModelJson);
        else
            ModelInspectionView.Show(screen.Results, path, inspection);
    }

    private static void ShowSource(Screen screen, SourceInspection inspection)
    {
        if (screen.IsJson)
            JsonOutput.Print(InspectSourceJson.Of(inspection), CommandJson.Readable.InspectSourceJson);
        else
            SourceInspectionView.Show(screen, inspection);
    }
}
