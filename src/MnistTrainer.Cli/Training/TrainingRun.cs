using MnistTrainer.Cli.Models;
using MnistTrainer.Cli.Presentation;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>One run of <c>mnist train</c>: load, train, measure, save, report.</summary>
internal sealed class TrainingRun(TrainSettings settings, Screen screen, CancellationToken cancellation)
{
    /// <returns>The exit code.</returns>
    public int Run()
    {
        Preset preset = settings.Preset.With(settings);
        if (settings.Model is not null)
            ModelPath.CheckWritable(settings.Model);
        TrainingData data = TrainingData.Load(settings, screen, cancellation);
        preset = preset.WithAugmentationFor(data.Train, settings.Augmentation);
        if (preset.Augmentation is not null && settings.Augmentation is null)
            screen.Note("[grey]They look like handwriting: each is bent and turned a little, anew in every epoch (--augmentation none: not)[/]");
        string path = settings.Model ?? ModelPath.Default(data.Name, preset.Name);
        ModelPath.CheckWritable(path);

        NetworkTraining training = new(preset, settings, data);
        TrainingObserver observer = new(screen, data.Train.Count, preset.Epochs, data.Validation is not null);
        TrainingResult result = observer.Watch(bar => training.Run(bar, cancellation));

        // Measured and saved even if training was interrupted: what was reached must not be lost.
        Evaluation test = ProgressBar.Run(screen, "Testing", data.Test.Count, "pictures", bar =>
            Evaluation.Measure(result.Network, data.Test, bar, CancellationToken.None));
        training.Save(TrainingFacts.Of(preset, settings, data, result, test.Metrics), path);

        TrainingReport report = new(settings, preset, data, result, observer.Elapsed, test, path);
        if (screen.IsJson)
            report.WriteJson();
        else
            report.Show(screen);
        if (result.Divergence is not null)
            Console.Error.WriteLine(result.Divergence.Message);
        return result.End switch
        {
            TrainingEnd.Cancelled => ExitCode.Cancelled,
            TrainingEnd.Diverged => ExitCode.InvalidInput,
            _ => ExitCode.Done,
        };
    }
}
