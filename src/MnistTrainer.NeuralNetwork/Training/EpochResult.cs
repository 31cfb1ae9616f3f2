namespace MnistTrainer.NeuralNetwork;

/// <summary>What one epoch came to. But for <see cref="Duration"/>, the same options and data give the same figures.</summary>
public sealed record EpochResult
{
    /// <summary>1 for the first.</summary>
    public required int Number { get; init; }

    /// <summary>The mean loss of the epoch's samples, each times its weight and measured just before it was learned from; without penalties.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>The share of the epoch's samples that were recognized just before they were learned from, 0 to 1.</summary>
    public required double TrainAccuracy { get; init; }

    /// <summary>The mean loss of the validation samples after the epoch, with the targets that are trained for; null without any.</summary>
    public double? ValidationLoss { get; init; }

    /// <summary>The share of validation samples recognized after the epoch, 0 to 1; null without any.</summary>
    public double? ValidationAccuracy { get; init; }

    /// <summary>The learning rate in the epoch's last step.</summary>
    public required float LearningRate { get; init; }

    /// <summary>The length of the gradient, penalties included, before it was clipped: the mean over the epoch's steps.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>How long the epoch took, without its validation. Zero where the result was read from a model: that keeps no times.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The loss that tells whether training gets on: that of validation, where there is one.</summary>
    internal double MonitoredLoss => ValidationLoss ?? TrainLoss;
}
