using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>What <c>mnist train</c> writes while it trains, besides the terminal: log files and the page of <c>--watch</c>, opened by the first training.</summary>
/// <param name="settings">The options.</param>
/// <param name="screen">The screen that shows the page's address.</param>
/// <param name="cancellation">Ends the training; canceled when the page asks to stop.</param>
internal sealed class TrainingOutputs(TrainSettings settings, Screen screen, CancellationTokenSource cancellation) : IDisposable
{
    private readonly List<TrainingLog> _logs = [];
    private TrainingMonitor? _monitor;

    /// <summary>Creates the observer of a training.</summary>
    public ITrainingObserver Observe(TrainingSetup setup)
    {
        if (settings.IsMonitored)
            _monitor ??= new TrainingMonitor(settings.Port, screen, cancellation);
        _logs.AddRange(settings.Logs.Select(log => new TrainingLog(log)));
        return new CompositeObserver([.. _logs, _monitor?.Begin(setup)]);
    }

    /// <summary>Shows the result on the page.</summary>
    /// <param name="kept">The model that is kept.</param>
    /// <param name="path">Its file.</param>
    /// <param name="closing">Closes the page, which otherwise stays open where somebody sits at the terminal.</param>
    public void End(TrainedModel kept, string path, CancellationToken closing) =>
        _monitor?.End(kept.Test.Metrics.MicroAccuracy, path, closing);

    public void Dispose()
    {
        foreach (TrainingLog log in _logs)
            log.Dispose();
        _monitor?.Dispose();
    }
}
