using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist learn</c>: fine-tunes a model on images that it misclassified, without forgetting what it knew.</summary>
internal sealed class LearnCommand : Command, IChecksOptions
{
    /// <summary>The command's name.</summary>
    public const string Word = "learn";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Fine-tune a model on images that it misclassified";

    private static readonly FineTuning Defaults = new();

    private readonly Argument<string?> _folder = new("DIR")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "A folder of images, with a subfolder for each class. Default: the corrected drawings that mnist serve has stored",
    };

    private readonly Option<string?> _model = CommonOptions.Model(
        "The model, which is replaced; a backup is kept next to it. Default: the most recently trained one; the included one is not replaced, but saved as models/digits-learned.zip"
    );
    private readonly Option<string?> _data = CommonOptions.Source(
        "--data",
        "The data that the model must not forget. Default: its training data"
    );
    private readonly TableOptionGroup _table = new();
    private readonly SkipDamagedOption _skipDamaged = new();
    private readonly Option<int?> _epochs = CommonOptions.WholeNumber(
        "--epochs",
        $"Number of passes over the training data. Default: {Defaults.Training.Epochs}",
        1
    );
    private readonly Option<float?> _learningRate = new("--learning-rate")
    {
        HelpName = "X",
        Description = FormattableString.Invariant($"Learning rate of Adam. Default: {Defaults.Training.Optimizer.LearningRate}"),
        CustomParser = OptionParser.Number(NumberRange.Positive("0.0005")),
    };

    private readonly Option<ulong?> _seed = new("--seed")
    {
        HelpName = "N",
        Description = "Seed of all randomness. Default: 1",
        CustomParser = OptionParser.Seed,
    };
    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads. Default: as many as are useful",
        0,
        TrainingOptions.MaximumThreads
    );
    private readonly Option<bool> _undo = new("--undo") { Description = "Restore the model as it was before fine-tuning" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public LearnCommand()
        : base(Word, Summary)
    {
        Arguments.Add(_folder);
        foreach (Option option in (Option[])[_model, _data, _epochs, _learningRate, _seed, _threads, _undo, _skipDamaged, _json])
            Options.Add(option);
        _table.AddTo(this);
        ExampleHelp.AddTo(this, "mnist learn", "mnist learn my-drawings/ --model models/mnist-accurate.zip", "mnist learn --undo");
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed)
    {
        const string reason = "--undo only restores the model";
        if (parsed.Given(_undo) && parsed.Has(_folder))
            yield return $"{reason}: leave out {_folder.Name}.";
        foreach (
            string one in OptionRules.HaveNoEffect(parsed, parsed.Given(_undo), reason, _data, _epochs, _learningRate, _seed, _threads)
        )
            yield return one;
        foreach (string one in OptionRules.Need(parsed, _data, _table.All))
            yield return one;
        foreach (string one in OptionRules.HaveNoEffect(parsed, parsed.Given(_undo), reason, _skipDamaged))
            yield return one;
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        string model = parsed.GetValue(_model) ?? ModelPath.Latest(screen);
        using Interruption interruption = new();
        if (parsed.GetValue(_undo))
            return Undo(model, screen, interruption.Token);
        return FineTune(parsed, model, screen, interruption.Token);
    }

    private static int Undo(string model, Screen screen, CancellationToken cancellation)
    {
        ModelBackup.Restore(model, cancellation);
        if (screen.IsJson)
            JsonOutput.Print(new UndoJson(model), CommandJson.Readable.UndoJson);
        else
            Console.Out.WriteLine(Localized.Of($"{model} is restored to its state before fine-tuning."));
        return ExitCode.Done;
    }

    private int FineTune(ParseResult parsed, string model, Screen screen, CancellationToken cancellation)
    {
        TrainingOptions training = TrainingOf(parsed);
        Network network = ImageModel.Load(model);
        NetworkDefinition definition = network.Definition;
        string target = ModelFolder.FineTunedPath(model);
        new OutputFile(target, OutputKind.Model).CheckReplaceable([]);
        new OutputFile(ModelBackup.PathOf(target), OutputKind.Model).CheckReplaceable([]);
        ModelFolder.CheckWritable(target);
        TerminalListener listener = new(screen);
        AddedImages added = AddedImages.Load(
            parsed.GetValue(_folder) ?? DataLocations.Current.CorrectionFolder,
            definition.InputShape,
            definition.ClassNames,
            new SourceLoader(listener, cancellation),
            _skipDamaged.Apply(parsed, LoadOptions.Default)
        );
        DataSelection known = new()
        {
            Source = parsed.GetValue(_data) ?? FineTuning.FindSource(definition),
            Seed = training.Seed,
            Options = _skipDamaged.Apply(parsed, _table.Apply(parsed, new LoadOptions { Shape = definition.InputShape })),
        };
        FineTuningReport report = new FineTuning { Training = training }.Run(
            network,
            known.Load(listener, cancellation),
            added,
            listener,
            cancellation
        );
        if (!report.Succeeded)
            return ReportFailure(report.Training, model);
        ModelBackup.Create(model, target);
        ModelStore.Save(report.Network, target);
        if (screen.IsJson)
            JsonOutput.Print(LearnJson.Of(report.Before, report.After, target), CommandJson.Readable.LearnJson);
        else
            FineTuningView.Show(screen.Results, report.Before, report.After, target);
        return ExitCode.Done;
    }

    private TrainingOptions TrainingOf(ParseResult parsed) =>
        Defaults.Training with
        {
            Epochs = parsed.GetValue(_epochs) ?? Defaults.Training.Epochs,
            Optimizer = Defaults.Training.Optimizer with
            {
                LearningRate = parsed.GetValue(_learningRate) ?? Defaults.Training.Optimizer.LearningRate,
            },
            Seed = parsed.GetValue(_seed) ?? 1,
            Threads = parsed.GetValue(_threads) ?? 0,
        };

    private static int ReportFailure(TrainingResult result, string model)
    {
        string reason = result.Divergence is Divergence divergence ? Localized.Recognize(divergence.Message) : Localized.Of("Canceled;");
        Console.Error.WriteLine(Localized.Of($"{reason} {model} is unchanged."));
        return result.WasCanceled ? ExitCode.Canceled : ExitCode.InvalidInput;
    }
}
