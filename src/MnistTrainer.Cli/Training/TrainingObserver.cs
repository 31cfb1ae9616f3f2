using System.Diagnostics;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Training;

/// <summary>Shows a network being trained: a line for every epoch, and on a terminal a bar below them.</summary>
internal sealed class TrainingObserver(Screen screen, int samplesPerEpoch, int epochs, bool hasValidation) : ITrainingObserver
{
    private ProgressBar? _bar;

    /// <summary>How long the training took, validation included.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Runs the training that it watches.</summary>
    public TrainingResult Watch(Func<ITrainingObserver, TrainingResult> train)
    {
        screen.Note($"[grey]epoch       loss   accuracy{(hasValidation ? "    validation loss   accuracy" : "")}       time[/]");
        long started = Stopwatch.GetTimestamp();
        return ProgressBar.Run(
            screen,
            Title(1),
            (double)samplesPerEpoch * epochs,
            "images",
            bar =>
            {
                _bar = bar;
                TrainingResult result = train(this);
                Elapsed = Stopwatch.GetElapsedTime(started);
                return result;
            }
        );
    }

    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        foreach (EpochResult epoch in epochs)
            OnEpoch(epoch);
    }

    public void OnStep(in TrainingProgress progress) => _bar?.Report(((progress.Epoch - 1.0) * samplesPerEpoch) + progress.SamplesInEpoch);

    public void OnEpoch(EpochResult result)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string validation = result.ValidationAccuracy is double accuracy
            ? string.Create(culture, $" {result.ValidationLoss, 18:F5} {100 * accuracy, 8:F2} %")
            : "";
        screen.Note(
            string.Create(
                culture,
                $"{result.Number, 5} {result.TrainLoss, 10:F5} {100 * result.TrainAccuracy, 8:F2} %{validation} {result.Duration.TotalSeconds, 8:F2} s"
            )
        );
        _bar?.Describe(Title(result.Number + 1));
    }

    private string Title(int epoch) => string.Create(CultureInfo.InvariantCulture, $"Epoch {Math.Min(epoch, epochs)} of {epochs}");
}
