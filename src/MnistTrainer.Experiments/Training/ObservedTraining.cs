using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Runs one training as a phase of an experiment.</summary>
internal static class ObservedTraining
{
    /// <summary>Trains a network while a listener hears of its steps and epochs.</summary>
    /// <param name="setup">What is trained.</param>
    /// <param name="listener">The listener.</param>
    /// <param name="train">Trains, and passes steps and epochs on to its argument.</param>
    /// <returns>The result, and how long training took, including validation; of what it was resumed from, the epochs.</returns>
    public static (TrainingResult Result, TimeSpan Elapsed) Run(
        TrainingSetup setup,
        IExperimentListener listener,
        Func<ITrainingObserver, TrainingResult> train
    )
    {
        ITrainingObserver? own = listener.Observe(setup);
        (int samples, int epochs) = (setup.Data.TrainCount, setup.Recipe.Training.Epochs);
        ExperimentPhase phase = new(
            string.Create(CultureInfo.InvariantCulture, $"Epoch 1 of {epochs}"),
            (double)samples * epochs,
            "images"
        );
        return listener.Run(
            phase,
            progress =>
            {
                TrainingClock clock = new();
                TrainingResult result = train(
                    new CompositeObserver(clock, own, progress is null ? null : new StepProgress(progress, samples))
                );
                return (result, clock.Elapsed);
            }
        );
    }

    private sealed class StepProgress(IProgress<double> progress, int samplesPerEpoch) : ITrainingObserver
    {
        public void OnStep(in TrainingProgress step) => progress.Report(((step.Epoch - 1.0) * samplesPerEpoch) + step.SamplesInEpoch);
    }
}
