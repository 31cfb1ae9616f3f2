using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Passes progress on, and epochs to <see cref="MLContext.Log"/>.</summary>
/// <param name="channel">ML.NET's log.</param>
/// <param name="options">Who is told.</param>
/// <param name="scaling">How targets are scaled: they hear of the network as it will be used.</param>
internal sealed class ChannelObserver(IChannel channel, NeuralNetworkTrainer.Options options, TargetScaling scaling) : ITrainingObserver
{
    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        channel.Info(MessageSensitivity.None, $"Training goes on after {epochs.Count} epochs.");
        options.Observer?.OnResume(epochs, samplesInEpoch);
    }

    public void OnStep(in TrainingProgress progress) => options.Observer?.OnStep(progress);

    public void OnEpoch(EpochResult result, Network network)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string validation = result.ValidationLoss is double loss ? string.Create(culture, $", validation loss {loss:F4}") : "";

        // Of numbers, there is none that is right or wrong.
        string accuracy =
            result.ValidationAccuracy is double share && scaling == TargetScaling.None
                ? string.Create(culture, $", validation accuracy {share:F4}")
                : "";
        string message = string.Create(
            culture,
            $"Epoch {result.Number}: loss {result.TrainLoss:F4}{validation}{accuracy}, {result.Duration.TotalSeconds:F2} s"
        );
        channel.Info(MessageSensitivity.None, message);
        options.MetricsCallback?.Invoke(result);
        options.Observer?.OnEpoch(result, scaling.Unscale(network));
    }
}
