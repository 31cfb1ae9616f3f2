using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of a <see cref="Lesson"/>.</summary>
/// <param name="Before">The network's metrics on the test samples before the lesson.</param>
/// <param name="After">The metrics after the lesson.</param>
/// <param name="Share">The fraction of the way from the old weights to the fine-tuned ones, above 0 and at most 1.</param>
public sealed record LessonReport(ClassificationMetrics Before, ClassificationMetrics After, double Share)
{
    /// <summary>The network after the lesson, with updated metadata.</summary>
    public required Network Network { get; init; }
}
