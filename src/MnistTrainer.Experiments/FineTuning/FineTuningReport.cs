using System.Diagnostics.CodeAnalysis;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of <see cref="FineTuning"/>.</summary>
/// <param name="Training">The result of the training.</param>
/// <param name="Before">The metrics before fine-tuning.</param>
/// <param name="After">The metrics after fine-tuning; null if training was canceled or diverged.</param>
public sealed record FineTuningReport(TrainingResult Training, FineTuningMetrics Before, FineTuningMetrics? After)
{
    /// <summary>The fine-tuned network with updated metadata; the original network if training was canceled or diverged.</summary>
    public required Network Network { get; init; }

    /// <summary>Whether training was neither canceled nor diverged.</summary>
    [MemberNotNullWhen(true, nameof(After))]
    public bool Succeeded => After is not null;
}

/// <summary>The metrics of a network on its original test samples and on new images.</summary>
/// <param name="Test">The metrics on the test samples.</param>
/// <param name="Added">The metrics on the new images.</param>
public sealed record FineTuningMetrics(ClassificationMetrics Test, ClassificationMetrics Added);
