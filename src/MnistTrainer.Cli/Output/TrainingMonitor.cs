using System.Globalization;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Output;

/// <summary>The page of <c>mnist train --watch</c>, served while networks are trained.</summary>
internal sealed class TrainingMonitor : IDisposable
{
    private readonly TrainingFeed _feed = new();
    private readonly TrainingControl _control;
    private readonly CancellationTokenRegistration _stops;
    private readonly CancellationTokenSource _cancellation;
    private readonly Screen _screen;
    private readonly WebServer _server;

    /// <summary>Opens the page and prints its address.</summary>
    /// <param name="port">The port; 0 for any free one, null for the default one.</param>
    /// <param name="screen">The screen.</param>
    /// <param name="cancellation">Canceled when the page asks to stop, and by Ctrl+C, which ends a pause as well.</param>
    /// <exception cref="InvalidInputException">The port is in use.</exception>
    public TrainingMonitor(int? port, Screen screen, CancellationTokenSource cancellation)
    {
        WebServerOptions options = new();
        (_screen, _cancellation) = (screen, cancellation);
        _control = new TrainingControl(_feed);
        _stops = _control.StopRequested.Register(cancellation.Cancel);
        _server = WebServer
            .StartAsync(options with { Port = port ?? options.Port }, new TrainingSite(_feed, _control))
            .GetAwaiter()
            .GetResult();
        screen.NotePlainly(Localized.Of($"Watch at {_server.Address}"));
    }

    /// <summary>Shows a training that begins.</summary>
    /// <returns>The observer that reports its steps and epochs to the page.</returns>
    public ITrainingObserver Begin(TrainingSetup setup)
    {
        (Recipe recipe, TrainingData data) = setup;
        _feed.Begin(
            new TrainingStart
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{data.Name} · {recipe.Name} · {recipe.Training.Seed}"),
                Layers = recipe.Define(data.Train.Shape, data.Train.ClassNames).DescribeLayers(),
                Classes = data.Train.ClassNames,
                Epochs = recipe.Training.Epochs,
                SamplesPerEpoch = data.TrainCount,
                MeasuredOn = data.Validation is null ? "test" : "validation",
            }
        );
        return new MonitoredTraining(_feed, _control, data.Validation ?? data.Test, _cancellation.Token);
    }

    /// <summary>Shows the result. Where somebody sits at the terminal, the page stays open until they press Ctrl+C.</summary>
    public void End(double accuracy, string model, CancellationToken cancellation)
    {
        _feed.End(new TrainingOutcome(accuracy, model));
        if (!_screen.IsInteractive || cancellation.IsCancellationRequested)
            return;
        _screen.NotePlainly(Localized.Of($"The page stays open at {_server.Address} — Ctrl+C closes it."));
        cancellation.WaitHandle.WaitOne();
    }

    public void Dispose()
    {
        _feed.Close();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _stops.Dispose();
        _control.Dispose();
    }
}
