using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The result of a <see cref="Lesson"/>.</summary>
/// <param name="Before">The network's metrics on the test samples before.</param>
/// <param name="After">Its metrics after.</param>
/// <param name="Share">How far the weights went from the old ones to the fine-tuned ones, above 0 and up to 1.</param>
public sealed record LessonReport(ClassificationMetrics Before, ClassificationMetrics After, double Share)
{
    /// <summary>The network after the lesson, with updated metadata.</summary>
    public required Network Network { get; init; }
}
