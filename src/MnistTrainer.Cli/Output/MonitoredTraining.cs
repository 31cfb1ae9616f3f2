using System.Diagnostics;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Output;

/// <summary>Reports the progress of a training to a page, and its confusion matrix and mistakes after every epoch.</summary>
/// <param name="feed">The feed that the page follows.</param>
/// <param name="control">What the page asks of the training.</param>
/// <param name="measured">The samples that mistakes are counted on; they are not trained on.</param>
/// <param name="cancellation">Ends a pause.</param>
internal sealed class MonitoredTraining(TrainingFeed feed, TrainingControl control, Samples<byte> measured, CancellationToken cancellation)
    : ITrainingObserver
{
    private const int MistakesShown = 20;

    private long _epochStarted = Stopwatch.GetTimestamp();
    private int _samplesBefore;

    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        _samplesBefore = samplesInEpoch;
        foreach (EpochResult epoch in epochs)
            Publish(epoch);
    }

    public void OnStep(in TrainingProgress progress)
    {
        double seconds = Stopwatch.GetElapsedTime(_epochStarted).TotalSeconds;
        feed.Publish(
            new TrainingStepEvent(
                progress.Epoch,
                progress.SamplesInEpoch,
                progress.MeanLoss,
                seconds > 0 ? (progress.SamplesInEpoch - _samplesBefore) / seconds : 0
            )
            {
                Step = progress.Step is ObservedStep step
                    ? new MonitoredStep(step.Samples, step.Loss, step.LearningRate, step.GradientNorm)
                    : null,
            }
        );
        if (!control.IsPaused)
            return;
        long paused = Stopwatch.GetTimestamp();
        control.WaitWhilePaused(cancellation);
        _epochStarted += Stopwatch.GetTimestamp() - paused;
    }

    public void OnEpoch(EpochResult result, Network network)
    {
        Publish(result);
        feed.Publish(ErrorsOf(result.Number, Evaluation.Measure(network, measured, null, CancellationToken.None)));
        _epochStarted = Stopwatch.GetTimestamp();
        _samplesBefore = 0;
    }

    private void Publish(EpochResult result) =>
        feed.Publish(
            new MonitoredEpoch
            {
                Number = result.Number,
                TrainLoss = result.TrainLoss,
                TrainAccuracy = result.TrainAccuracy,
                ValidationLoss = result.ValidationLoss,
                ValidationAccuracy = result.ValidationAccuracy,
                LearningRate = result.LearningRate,
                GradientNorm = result.GradientNorm,
                Seconds = result.Duration.TotalSeconds,
            }
        );

    private TrainingErrors ErrorsOf(int epoch, Evaluation evaluation)
    {
        int classes = measured.ClassNames.Count;
        ConfusionMatrix counts = evaluation.Metrics.ConfusionMatrix;
        return new TrainingErrors(
            epoch,
            evaluation.Metrics.MicroAccuracy,
            [
                .. Enumerable
                    .Range(0, classes)
                    .Select(truth => (long[])[.. Enumerable.Range(0, classes).Select(predicted => counts[truth, predicted])]),
            ],
            measured.Shape.IsVector ? [] : [.. evaluation.Mistakes.Take(MistakesShown).Select(Shown)]
        )
        {
            ImagesOf = measured.Shape.IsVector ? null : new CellImages(measured, evaluation.Mistakes).Of,
        };
    }

    private MonitoredMistake Shown(Mistake mistake) =>
        MonitoredMistake.Of(
            measured.ClassNames[mistake.Truth],
            measured.ClassNames[mistake.Predicted],
            mistake.Probability,
            CellImages.ImageOf(measured, mistake.Row)
        );
}
