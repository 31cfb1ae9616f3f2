namespace MnistTrainer.NeuralNetwork;

/// <summary>The result of one epoch. The same options and data give the same values, except <see cref="Duration"/>.</summary>
public sealed record EpochResult
{
    /// <summary>The number of the epoch, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>
    /// The mean weighted loss of the epoch's samples, each measured just before the step that trained on it; excludes penalties.
    /// </summary>
    public required double TrainLoss { get; init; }

    /// <summary>The fraction of the epoch's samples classified correctly just before the step that trained on them, 0 to 1.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The mean loss of the validation samples after the epoch, with the training targets; null without validation.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The fraction of validation samples classified correctly after the epoch, 0 to 1; null without validation.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The learning rate of the epoch's last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>The L2 norm of the gradient, the L2 penalty included, before clipping; the mean over the epoch's steps.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>
    /// The duration of the epoch, excluding validation and the time that observers take. Zero if the result was read from a model, which stores no durations.
    /// </summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The loss that measures progress: the validation loss if there is one, otherwise the training loss.</summary>
    internal double MonitoredLoss => ValidationLoss ?? TrainLoss;
}
