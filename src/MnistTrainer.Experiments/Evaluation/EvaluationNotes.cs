using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>How images were turned.</summary>
public enum ImageTurn
{
    /// <summary>Light and dark were exchanged.</summary>
    Inverted,

    /// <summary>Rows and columns were exchanged.</summary>
    Transposed,

    /// <summary>Both.</summary>
    InvertedAndTransposed,
}

/// <summary>The network does not read the images as they are, but does when they are turned; so they were.</summary>
/// <param name="Turn">How they were turned.</param>
public sealed record ImagesTurnedNote(ImageTurn Turn) : ExperimentNote;

/// <summary>A network is hardly better on the data than guessing: the data is probably not what the network expects.</summary>
/// <param name="Accuracy">The share of samples classified correctly, 0 to 1.</param>
/// <param name="Classes">The number of classes of the network.</param>
public sealed record PoorEvaluationNote(double Accuracy, int Classes) : ExperimentNote
{
    private const double Factor = 1.5;
    private const int MinimumSamples = 10;

    /// <summary>Returns a note if an evaluation is near chance; otherwise null.</summary>
    /// <param name="metrics">The metrics of the evaluation.</param>
    public static PoorEvaluationNote? For(ClassificationMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(metrics);
        int classes = metrics.ConfusionMatrix.ClassCount;
        return metrics.Count >= MinimumSamples && metrics.MicroAccuracy <= Math.Min(0.6, Factor / classes)
            ? new PoorEvaluationNote(metrics.MicroAccuracy, classes)
            : null;
    }
}
