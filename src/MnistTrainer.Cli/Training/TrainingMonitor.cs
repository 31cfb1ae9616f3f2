using System.Globalization;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Web;

namespace MnistTrainer.Cli.Training;

/// <summary>The page of <c>mnist train --watch</c>: served while networks are trained, and told how they get on.</summary>
internal sealed class TrainingMonitor : IDisposable
{
    private readonly TrainingFeed _feed = new();
    private readonly Screen _screen;
    private readonly WebServer _server;

    /// <summary>Opens the page and says where.</summary>
    /// <param name="port">The port, 0 for any that is free; that of <see cref="WebServerOptions"/> where it is null.</param>
    /// <param name="screen">Told where the page is.</param>
    /// <exception cref="InvalidInputException">The port is taken.</exception>
    public TrainingMonitor(int? port, Screen screen)
    {
        WebServerOptions options = new();
        _screen = screen;
        _server = WebServer.StartAsync(options with { Port = port ?? options.Port }, new TrainingSite(_feed)).GetAwaiter().GetResult();
        screen.NotePlainly($"Watch at {_server.Address}");
    }

    /// <summary>A training begins.</summary>
    /// <returns>What it is to tell.</returns>
    public ITrainingObserver Begin(Preset preset, TrainingData data)
    {
        var definition = NetworkDefinition.Create(
            data.Train.Shape,
            data.Train.ClassNames,
            preset.Network with
            {
                OutputActivation = preset.OutputActivation,
            }
        );
        _feed.Begin(
            new TrainingStart
            {
                Name = string.Create(CultureInfo.InvariantCulture, $"{data.Name} · {preset.Name} · {preset.Training.Seed}"),
                Layers = definition.DescribeLayers(),
                Classes = data.Train.ClassNames,
                Epochs = preset.Training.Epochs,
                SamplesPerEpoch = data.Train.Count,
                MeasuredOn = data.Validation is null ? "test" : "validation",
            }
        );
        return new MonitoredTraining(_feed, data.Validation ?? data.Test);
    }

    /// <summary>The training is over and its model saved. Where somebody sits at the terminal, the page stays until they end it.</summary>
    public void End(double accuracy, string model, CancellationToken cancellation)
    {
        _feed.End(new TrainingOutcome(accuracy, model));
        if (!_screen.IsWatched || cancellation.IsCancellationRequested)
            return;
        _screen.NotePlainly($"The page stays at {_server.Address} — Ctrl+C ends it.");
        cancellation.WaitHandle.WaitOne();
    }

    public void Dispose()
    {
        _feed.Close();
        _server.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
