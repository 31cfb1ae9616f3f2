using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Logs epochs to <see cref="MLContext.Log"/> and forwards progress to the observer and callback of the options.</summary>
/// <param name="channel">The channel of ML.NET's log.</param>
/// <param name="options">The observer and callback to notify.</param>
/// <param name="scaling">The scaling of targets, which is undone in the network that observers receive.</param>
internal sealed class LoggingObserver(IChannel channel, NeuralNetworkTrainer.Options options, TargetScaling scaling) : ITrainingObserver
{
    public void OnResume(IReadOnlyList<EpochResult> epochs, int samplesInEpoch)
    {
        channel.Info(MessageSensitivity.None, $"Training resumes after {epochs.Count} epochs.");
        options.Observer?.OnResume(epochs, samplesInEpoch);
    }

    public void OnStep(in TrainingProgress progress) => options.Observer?.OnStep(progress);

    public void OnEpoch(EpochResult result, Network network)
    {
        CultureInfo culture = CultureInfo.InvariantCulture;
        string validation = result.ValidationLoss is double loss ? string.Create(culture, $", validation loss {loss:F4}") : "";

        // Accuracy means nothing in regression.
        string accuracy =
            result.ValidationAccuracy is double share && scaling.IsNone ? string.Create(culture, $", validation accuracy {share:F4}") : "";
        string message = string.Create(
            culture,
            $"Epoch {result.Number}: loss {result.TrainLoss:F4}{validation}{accuracy}, {result.Duration.TotalSeconds:F2} s"
        );
        channel.Info(MessageSensitivity.None, message);
        options.MetricsCallback?.Invoke(result);
        options.Observer?.OnEpoch(result, scaling.Unscale(network));
    }
}
