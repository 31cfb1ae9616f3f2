using System.Text.Json.Serialization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Output;

/// <summary>An epoch of a training: in reports, logs and <c>inspect</c>.</summary>
/// <param name="Epoch">The epoch's number, from 1.</param>
/// <param name="TrainLoss">The mean training loss.</param>
/// <param name="TrainAccuracy">The training accuracy, 0 to 1; null for a network of numbers.</param>
/// <param name="ValidationLoss">The mean validation loss; null without validation.</param>
/// <param name="ValidationAccuracy">The validation accuracy; null without validation and for a network of numbers.</param>
/// <param name="LearningRate">The learning rate of the last step.</param>
/// <param name="GradientNorm">The mean L2 norm of the gradient.</param>
/// <param name="Seconds">How long it took; left out where that is unknown.</param>
internal sealed record EpochJson(
    int Epoch,
    double? TrainLoss,
    double? TrainAccuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    float LearningRate,
    double? GradientNorm,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Seconds
)
{
    /// <summary>Creates the JSON of an epoch that was just trained.</summary>
    public static EpochJson Timed(EpochResult epoch) => Of(epoch, epoch.Duration.TotalSeconds);

    /// <summary>Creates the JSON of an epoch from a model's history, which has no times.</summary>
    public static EpochJson Untimed(EpochResult epoch) => Of(epoch, null);

    /// <summary>The epoch of a network of numbers, which has no accuracy.</summary>
    public EpochJson WithoutAccuracy() => this with { TrainAccuracy = null, ValidationAccuracy = null };

    private static EpochJson Of(EpochResult epoch, double? seconds) =>
        new(
            epoch.Number,
            FiniteNumber.OrNull(epoch.TrainLoss),
            FiniteNumber.OrNull(epoch.TrainAccuracy),
            FiniteNumber.OrNull(epoch.ValidationLoss),
            FiniteNumber.OrNull(epoch.ValidationAccuracy),
            epoch.LearningRate,
            FiniteNumber.OrNull(epoch.GradientNorm),
            seconds
        );
}
