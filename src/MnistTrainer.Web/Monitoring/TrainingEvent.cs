using System.Text.Json.Serialization;
using MnistTrainer.Imaging;

namespace MnistTrainer.Web;

/// <summary>The start of a training run.</summary>
public sealed record TrainingStart
{
    /// <summary>The name of the training run on the page: <c>mnist · fast</c>.</summary>
    public required string Name { get; init; }

    /// <summary>A description of each layer.</summary>
    public required IReadOnlyList<string> Layers { get; init; }

    /// <summary>The names of the classes.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The planned number of epochs.</summary>
    public required int Epochs { get; init; }

    /// <summary>The number of training samples per epoch.</summary>
    public required int SamplesPerEpoch { get; init; }

    /// <summary>The start time, which distinguishes training runs with the same name. Default: now.</summary>
    public DateTimeOffset Started { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The set on which mistakes are counted after every epoch: <c>validation</c> or <c>test</c>.</summary>
    public required string MeasuredOn { get; init; }
}

/// <summary>The progress of the current epoch.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Samples">The number of samples processed in this epoch.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="SamplesPerSecond">The samples per second in this epoch.</param>
public sealed record TrainingStepEvent(int Epoch, int Samples, double Loss, double SamplesPerSecond)
{
    /// <summary>The step, for the curves by step. Default: null, for none.</summary>
    [JsonIgnore]
    public MonitoredStep? Step { get; init; }
}

/// <summary>One step.</summary>
/// <param name="Samples">The number of samples in the batch.</param>
/// <param name="Loss">Their mean loss.</param>
/// <param name="LearningRate">The learning rate.</param>
/// <param name="GradientNorm">The L2 norm of the gradient, before clipping.</param>
public readonly record struct MonitoredStep(int Samples, double Loss, double LearningRate, double GradientNorm);

/// <summary>A completed epoch.</summary>
public sealed record MonitoredEpoch
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The mean loss on the training samples.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The accuracy on the training samples, 0 to 1.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The mean loss on the validation samples; null if there are none.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The accuracy on the validation samples, 0 to 1; null if there are none.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The learning rate of the last step of the epoch.</summary>
    public required double LearningRate { get; init; }

    /// <summary>The L2 norm of the gradient, before clipping; the mean over the epoch's steps.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>The duration in seconds; 0 if unknown.</summary>
    public required double Seconds { get; init; }
}

/// <summary>The errors of the network after an epoch.</summary>
/// <param name="Epoch">The number of the epoch, from 1.</param>
/// <param name="Accuracy">The accuracy, 0 to 1.</param>
/// <param name="Confusion">The confusion matrix: rows are actual classes, columns are predicted classes.</param>
/// <param name="Mistakes">The most confident mistakes first; empty if the samples are not images.</param>
public sealed record TrainingErrors(
    int Epoch,
    double Accuracy,
    IReadOnlyList<IReadOnlyList<long>> Confusion,
    IReadOnlyList<MonitoredMistake> Mistakes
)
{
    /// <summary>
    /// Returns the images of a cell of the matrix, by the indices of its actual and its predicted class: the most confident mistakes first. Called on request,
    /// on any thread. Default: null, if the samples are not images.
    /// </summary>
    [JsonIgnore]
    public Func<int, int, IReadOnlyList<MonitoredImage>>? ImagesOf { get; init; }

    /// <summary>Whether the cells of the matrix have images.</summary>
    public bool HasImages => ImagesOf is not null;
}

/// <summary>An image of a cell of the confusion matrix.</summary>
/// <param name="Row">The row number in the set, from 1.</param>
/// <param name="Probability">The probability of the predicted class, 0 to 1; null if it is not known.</param>
/// <param name="Image">The image, as a data URL of a PNG.</param>
public sealed record MonitoredImage(int Row, double? Probability, string Image);

/// <summary>The images of a cell of the confusion matrix.</summary>
/// <param name="Epoch">The epoch after which they were classified, from 1.</param>
/// <param name="Images">Some of the images.</param>
internal sealed record CellAnswer(int Epoch, IReadOnlyList<MonitoredImage> Images);

/// <summary>The requests to the training run.</summary>
/// <param name="IsPaused">Whether it is paused.</param>
/// <param name="IsStopping">Whether it ends after the current step.</param>
internal sealed record TrainingControlState(bool IsPaused, bool IsStopping);

/// <summary>A misclassified image.</summary>
/// <param name="Truth">The name of the actual class.</param>
/// <param name="Predicted">The name of the predicted class.</param>
/// <param name="Probability">The probability of the predicted class, 0 to 1.</param>
/// <param name="Image">The image, as a data URL of a PNG.</param>
public sealed record MonitoredMistake(
    string Truth,
    string Predicted,
    double Probability,
    [property: JsonPropertyName("picture")] string Image
)
{
    /// <summary>Creates a mistake from an image.</summary>
    /// <param name="truth">The name of the actual class.</param>
    /// <param name="predicted">The name of the predicted class.</param>
    /// <param name="probability">The probability of the predicted class, 0 to 1.</param>
    /// <param name="image">The image.</param>
    public static MonitoredMistake Of(string truth, string predicted, double probability, ColorImage image) =>
        new(truth, predicted, probability, DataUrl.Encode(image));
}

/// <summary>The result of a training run.</summary>
/// <param name="Accuracy">The accuracy on the test samples, 0 to 1.</param>
/// <param name="Model">The path of the saved model.</param>
public sealed record TrainingOutcome(double Accuracy, string Model);
