using System.Text.Json.Serialization;
using MnistTrainer.Imaging;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>A training that begins.</summary>
public sealed record TrainingStart
{
    /// <summary>What the page calls it: <c>mnist · fast</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The layers in words.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Epochs planned.</summary>
    public required int Epochs { get; init; }

    /// <summary>Samples learned from in each.</summary>
    public required int SamplesPerEpoch { get; init; }

    /// <summary>What mistakes are counted on after every epoch: <c>validation</c> or <c>test</c>.</summary>
    public required string MeasuredOn { get; init; }
}

/// <summary>Where the epoch under way stands.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="Samples">Learned from so far in it.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="SamplesPerSecond">How fast they go, over the epoch so far.</param>
public sealed record TrainingStepEvent(int Epoch, int Samples, double Loss, double SamplesPerSecond);

/// <summary>An epoch that is over.</summary>
public sealed record MonitoredEpoch
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The mean loss of what was learned from.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The share of it that was recognized, 0 to 1.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The mean loss of the validation samples; null without any.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of them that was recognized; null without any.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The learning rate in the epoch's last step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>How long it took; 0 where it is not known.</summary>
    public required double Seconds { get; init; }
}

/// <summary>What the network takes for what after an epoch.</summary>
/// <param name="Epoch">1 for the first.</param>
/// <param name="Accuracy">The share of all that is right, 0 to 1.</param>
/// <param name="Confusion">Counts; a row for what a sample is, a column for what it was taken for.</param>
/// <param name="Mistakes">The surest ones first; empty where samples are no images.</param>
public sealed record TrainingErrors(
    int Epoch,
    double Accuracy,
    IReadOnlyList<IReadOnlyList<long>> Confusion,
    IReadOnlyList<MonitoredMistake> Mistakes
);

/// <summary>An image that was taken for something else.</summary>
/// <param name="Truth">The name of what it is.</param>
/// <param name="Predicted">The name of what it was taken for.</param>
/// <param name="Probability">How sure the network was, 0 to 1.</param>
/// <param name="Image">As a data URL of a PNG.</param>
public sealed record MonitoredMistake(
    string Truth,
    string Predicted,
    double Probability,
    [property: JsonPropertyName("picture")] string Image
)
{
    /// <summary>A mistake with its image.</summary>
    public static MonitoredMistake Of(string truth, string predicted, double probability, GrayImage image) =>
        new(truth, predicted, probability, DataUrl.Encode(image));
}

/// <summary>What a training came to.</summary>
/// <param name="Accuracy">On the test samples, 0 to 1.</param>
/// <param name="Model">The file that the model was saved to.</param>
public sealed record TrainingOutcome(double Accuracy, string Model);
