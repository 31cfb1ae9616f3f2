using System.CommandLine;
using MnistTrainer.Cli.CommandLine;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.Cli.Training;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist train</c>: from data to a model that is measured and saved.</summary>
internal sealed class TrainCommand : Command, IChecksOptions
{
    /// <summary>What calls it.</summary>
    public const string Word = "train";

    /// <summary>What the root's help says of it.</summary>
    public const string Summary = "Train a network, measure it and save it";

    private readonly RunOptions _run = new();
    private readonly NetworkOptionGroup _network = new();
    private readonly LearningOptions _learning = new();
    private readonly RegularizationOptions _regularization = new();

    public TrainCommand()
        : base(Word, Summary)
    {
        foreach (OptionGroup group in (OptionGroup[])[_run, _network, _learning, _regularization])
            group.AddTo(this);
        ExampleHelp.AddTo(
            this,
            "mnist train",
            "mnist train --data mnist --preset accurate",
            "mnist train --data my-digits.csv --validation 0.1 --hidden 300,100 --dropout 0.3 --early-stopping 5 --model my-digits.zip",
            "mnist train --data mnist --seeds 5",
            "mnist train --resume --model my-digits.zip"
        );
        SetAction(Run);
    }

    /// <inheritdoc/>
    public IEnumerable<string> Violations(ParseResult parsed) =>
        [.. SettingsOf(parsed).Violations(), .. _regularization.Violations(parsed)];

    private TrainSettings SettingsOf(ParseResult parsed)
    {
        Preset preset = _regularization.Apply(parsed, _learning.Apply(parsed, _network.Apply(parsed)));
        return _run.ToSettings(parsed, preset) with
        {
            Augmentation = _learning.Augmentation(parsed),
            Arguments = [.. ResumedCommandLine.ArgumentsOf(parsed, _run.Free)],
        };
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(_run.IsJson(parsed));
        bool beginsAnew = false;
        if (_run.Resumes(parsed) && _run.Model(parsed) is string model)
        {
            beginsAnew = ResumedCommandLine.BeginsAnew(parsed, model, _run.Free);
            if (beginsAnew)
                screen.Note("[grey]There is no checkpoint to go on from: training begins at the beginning[/]");
            else
                parsed = ResumedCommandLine.Complete(this, parsed, model, _run.Free);
        }

        TrainSettings settings = SettingsOf(parsed);
        if (Violations(parsed).Any())
            return UsageError.Report(parsed, Console.Error);
        settings = settings with { Resume = settings.Resume && !beginsAnew };
        using Interruption interruption = new();
        return settings.Folds is int folds
            ? new FoldsRun(settings, folds, screen, interruption.Token).Run()
            : new TrainingRun(settings, screen, interruption.Token).Run();
    }
}
