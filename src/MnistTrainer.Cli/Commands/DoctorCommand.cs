using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist doctor</c>: finds labels that are likely wrong, and images that are there more than once.</summary>
internal sealed class DoctorCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "doctor";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Find labels that are likely wrong, and duplicate images";

    private static readonly DoctorSettings Defaults = new();

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"The data to examine, with its test part if it has one: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
    );

    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<Recipe?> _preset = new("--preset")
    {
        HelpName = "NAME",
        Description =
            $"The networks that assess the labels: {string.Join(", ", Recipe.All.Select(recipe => recipe.Name))}. Default: {Defaults.Recipe.Name}",
        CustomParser = NameParser.Named(
            name => Recipe.All.FirstOrDefault(recipe => recipe.Name == name),
            Recipe.All.Select(recipe => recipe.Name)
        ),
    };
    private readonly Option<int?> _folds = CommonOptions.WholeNumber(
        "--folds",
        $"Number of folds, each scored by a network trained on the others. Default: {Defaults.Folds}",
        2,
        100
    );
    private readonly Option<int?> _count = CommonOptions.WholeNumber(
        "--count",
        "Number of doubtful labels to list. Default: the number of labels that are estimated to be wrong",
        1
    );
    private readonly Option<float?> _similarity = new("--similarity")
    {
        HelpName = "X",
        Description = FormattableString.Invariant(
            $"The smallest correlation of the pixels of two near duplicates, from {DuplicateSearch.MinimumSimilarity} to below 1. Default: {Defaults.Similarity}"
        ),
        CustomParser = OptionParser.Number(
            new NumberRange(
                FormattableString.Invariant($"a number from {DuplicateSearch.MinimumSimilarity} to below 1, such as {Defaults.Similarity}"),
                number => number >= (float)DuplicateSearch.MinimumSimilarity && number < 1
            )
        ),
    };
    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of all randomness, including the folds. Default: 1",
        CustomParser = OptionParser.Seed,
    };
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads; 0 for as many as are useful. Default: 0",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly FolderOption _report = new(
        "--report",
        $"Write {SuspicionReport.ListName}, {SuspicionReport.SheetName} with the images, and {SuspicionReport.PageName} for reviewing them, to this folder",
        (SuspicionReport.ListName, OutputKind.Suspicions),
        (SuspicionReport.SheetName, OutputKind.Png),
        (SuspicionReport.PageName, OutputKind.ConfirmationPage)
    );
    private readonly Option<bool> _force = OutputGuard.Force();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DoctorCommand()
        : base(Word, Summary)
    {
        foreach (
            Option option in (Option[])[_data, _report, _preset, _folds, _count, _similarity, _seed, _threads, _force, _skipDamaged, _json]
        )
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist doctor --data mnist --report doctor",
            "mnist doctor --data my-digits/ --folds 10 --count 200 --report doctor",
            "mnist train --data mnist --without doctor/suspicious.csv"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) => OptionRules.Need(parsed, _data, [.. _table.All, _skipDamaged]);

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        TerminalListener listener = new(screen);
        LoadOptions options = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        string? named = parsed.GetValue(_data);
        ImagesAlone.Require(parsed, named, options, interruption.Token);
        ExaminedSource source = ImageSource.Read(
            named,
            options,
            $"{MnistCommand.Name} {Word}",
            () => ExaminedSource.Load(named ?? SourceLoader.DefaultSource, options, listener, interruption.Token)
        );
        PixelGuess.Show(listener, named, options, interruption.Token);
        LabelDiagnosis diagnosis = LabelDoctor.Examine(source, SettingsOf(parsed), listener, interruption.Token);
        if (parsed.GetValue(_report) is string folder)
            new SuspicionReport(diagnosis).Write(folder);
        if (screen.IsJson)
        {
            JsonOutput.Print(
                DoctorJson.Of(diagnosis, parsed.GetValue(_report)) with
                {
                    Notes = listener.NotesOrNull,
                },
                CommandJson.Readable.DoctorJson
            );
        }
        else
        {
            DiagnosisView.Show(screen, diagnosis, parsed.GetValue(_report), TrainingWithout(parsed));
        }

        return ExitCode.Done;
    }

    private IEnumerable<string> TrainingWithout(ParseResult parsed)
    {
        Option[] reading = [_data, .. _table.All, _skipDamaged];
        string list = Path.Combine(parsed.GetValue(_report) ?? "", SuspicionReport.ListName);
        IEnumerable<string> typed = ResumedCommandLine.ArgumentsOf(parsed, [.. Options.Where(option => !reading.Contains(option))]);
        return [TrainCommand.Word, .. typed, WithoutOption.Name, list];
    }

    private DoctorSettings SettingsOf(ParseResult parsed)
    {
        Recipe recipe = parsed.GetValue(_preset) ?? Defaults.Recipe;
        TrainingOptions training = recipe.Training with { Seed = parsed.GetValue(_seed) ?? 1, Threads = parsed.GetValue(_threads) ?? 0 };
        return Defaults with
        {
            Recipe = recipe with { Training = training },
            Folds = parsed.GetValue(_folds) ?? Defaults.Folds,
            Count = parsed.GetValue(_count),
            Similarity = parsed.GetValue(_similarity) is float similarity ? Math.Round((double)similarity, 6) : Defaults.Similarity,
        };
    }
}
