using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A transformation of images.</summary>
public enum ImageTurn
{
    /// <summary>Light and dark were swapped.</summary>
    Inverted,

    /// <summary>Rows and columns were swapped.</summary>
    Transposed,

    /// <summary>Both.</summary>
    InvertedAndTransposed,
}

/// <summary>The network recognizes the images only if they are transformed, so they were.</summary>
/// <param name="Turn">The transformation.</param>
public sealed record ImagesTurnedNote(ImageTurn Turn) : ExperimentNote;

/// <summary>A network is hardly better on the data than chance: the data is probably not what the network expects.</summary>
/// <param name="Accuracy">The fraction of samples classified correctly, 0 to 1.</param>
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

/// <summary>All images have the same label, so accuracy is only the fraction of one answer: the labels probably do not belong to the images.</summary>
/// <param name="ClassName">The class of all images.</param>
/// <param name="Count">The number of images.</param>
public sealed record SingleClassNote(string ClassName, int Count) : ExperimentNote
{
    /// <summary>Returns a note if there are at least two labels and all are equal; otherwise null.</summary>
    /// <param name="samples">The samples, with labels or without.</param>
    public static SingleClassNote? For(Samples<byte> samples)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ReadOnlySpan<int> labels = samples.Labels;
        return labels.Length > 1 && !labels.ContainsAnyExcept(labels[0])
            ? new SingleClassNote(samples.ClassNames[labels[0]], labels.Length)
            : null;
    }
}
