using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options that determine a study: its data, its space, its epochs and its seed. A worker on another machine reads them as the study does.</summary>
internal sealed class StudyOptionGroup
{
    private const string DefaultValidation = "0.1";

    private static readonly SearchOptions Defaults = new();

    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        $"Training data: {CommonOptions.SourceKinds}. Default: mnist if it has been downloaded, else digits"
    );

    private readonly Option<string?> _validation = new("--validation")
    {
        HelpName = "SOURCE|FRACTION",
        Description =
            $"The data to compare trials on: a source, or the fraction of the training data to hold out from every class. Default: {DefaultValidation}",
    };

    private readonly Option<string?> _test = CommonOptions.Source(
        "--test",
        "Test data, used once, for the best trial. Default: the test part of the training data, or a held-out tenth of the data if it has no test part"
    );

    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        $"Number of epochs of the last rung; each earlier rung has a third as many as the next. Default: {Defaults.Epochs}, for rungs of 1, 3, 9 and 27",
        1,
        SearchOptions.MaximumEpochs
    );

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of all randomness: the same seed and data give the same study. Default: 1",
        CustomParser = OptionParser.Seed,
    };

    private readonly SpaceOptionGroup _space = new();
    private readonly TableOptionGroup _table = new(choosesColor: true);
    private readonly SkipDamagedOption _skipDamaged = new();

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_data, _validation, _test, _epochs, _seed])
            command.Options.Add(option);
        _space.AddTo(command);
        command.Options.Add(_skipDamaged);
        _table.AddTo(command);
    }

    /// <summary>Returns what is invalid about the options together.</summary>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        foreach (string violation in OptionRules.Need(parsed, _data, [.. _table.All, _skipDamaged]))
            yield return violation;
        if (FractionOf(parsed) is double fraction && !(fraction > 0 && fraction < 1))
            yield return FormattableString.Invariant(
                $"--validation: expected a source, or a fraction above 0 and below 1, such as 0.1, found \"{fraction}\"."
            );
    }

    /// <summary>Returns the options that were given, as a command line.</summary>
    public string[] ArgumentsOf(ParseResult parsed)
    {
        Command own = new("study");
        AddTo(own);
        return [.. ResumedCommandLine.ArgumentsOf(parsed, [.. parsed.CommandResult.Command.Options.Except(own.Options)])];
    }

    /// <summary>Loads the data.</summary>
    /// <exception cref="InvalidInputException">They cannot be read, or are a table.</exception>
    public TrainingData Load(ParseResult parsed, TerminalListener listener, CancellationToken cancellation)
    {
        string? source = parsed.Given(_data);
        LoadOptions options = _skipDamaged.Apply(parsed, _table.Apply(parsed, LoadOptions.Default));
        ImagesAlone.Require(parsed, source, options, cancellation);
        DataSelection selection = new()
        {
            Source = source,
            Test = parsed.Given(_test),
            ValidationFraction = FractionOf(parsed),
            ValidationSource = FractionOf(parsed) is null ? parsed.Given(_validation) : null,
            Options = options,
            Seed = parsed.Given(_seed) ?? Defaults.Seed,
        };
        TrainingData data = ImageSource.Read(
            source,
            options,
            $"{MnistCommand.Name} {parsed.CommandResult.Command.Name}",
            () => selection.Load(listener, cancellation)
        );
        PixelGuess.Show(listener, source, options, cancellation);
        return data;
    }

    /// <summary>Returns the recipe to start from.</summary>
    public Recipe RecipeOf(ParseResult parsed) => _space.RecipeOf(parsed);

    /// <summary>Returns the study.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="model">The file to save the best model to.</param>
    /// <param name="options">The options that do not determine the study.</param>
    /// <param name="threads">The number of threads of each training.</param>
    public HyperparameterSearch Create(ParseResult parsed, string model, SearchOptions options, int threads)
    {
        (Recipe recipe, SearchSpace space) = (_space.RecipeOf(parsed), _space.SpaceOf(parsed));
        options = options with { Epochs = parsed.Given(_epochs) ?? options.Epochs, Seed = parsed.Given(_seed) ?? options.Seed };
        Option[] ofData = [_data, _test, .. _table.All, _skipDamaged];
        ImmutableArray<string> data =
        [
            .. ResumedCommandLine.ArgumentsOf(parsed, [.. parsed.CommandResult.Command.Options.Except(ofData)]),
            _validation.Name,
            parsed.Given(_validation) ?? DefaultValidation,
        ];
        return new HyperparameterSearch(recipe, space)
        {
            ModelPath = model,
            Options = options,
            Threads = threads,
            Arguments = trial =>
                [
                    .. data,
                    "--preset",
                    recipe.Name,
                    .. space.Fixed.Concat(trial.Settings).SelectMany(setting => (string[])[$"--{setting.Name}", setting.Value]),
                    _epochs.Name,
                    options.Epochs.ToString(CultureInfo.InvariantCulture),
                    _seed.Name,
                    options.Seed.ToString(CultureInfo.InvariantCulture),
                ],
        };
    }

    private double? FractionOf(ParseResult parsed) =>
        double.TryParse(
            parsed.Given(_validation) ?? DefaultValidation,
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out double fraction
        )
            ? fraction
            : null;
}
