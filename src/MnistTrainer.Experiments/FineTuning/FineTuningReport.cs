using System.Diagnostics.CodeAnalysis;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of <see cref="FineTuning"/>.</summary>
/// <param name="Training">The result of the training.</param>
/// <param name="Before">The network's figures before.</param>
/// <param name="After">Its figures after; null where training was cancelled or diverged.</param>
public sealed record FineTuningReport(TrainingResult Training, FineTuningMetrics Before, FineTuningMetrics? After)
{
    /// <summary>The fine-tuned network with updated metadata; the original network where training was cancelled or diverged.</summary>
    public required Network Network { get; init; }

    /// <summary>Whether training ended well.</summary>
    [MemberNotNullWhen(true, nameof(After))]
    public bool Succeeded => After is not null;
}

/// <summary>How well a network does on the data that it knows and on new images.</summary>
/// <param name="Test">The metrics on the test samples.</param>
/// <param name="Added">The metrics on the new images.</param>
public sealed record FineTuningMetrics(ClassificationMetrics Test, ClassificationMetrics Added);
