namespace MnistTrainer.Experiments;

/// <summary>The progress of a <see cref="Lesson"/> as one number from 0 to 1: measuring, training and measuring again.</summary>
/// <param name="progress">Receives the number; may be null.</param>
/// <param name="measuresBefore">Whether the network is measured before.</param>
internal sealed class LessonProgress(IProgress<double>? progress, bool measuresBefore) : IExperimentListener
{
    // Of a convolutional network, whose lessons take longest: scoring 10,000 images, and training on as many.
    private const double Measurement = 0.18;

    private double _done;

    /// <summary>Begins to measure.</summary>
    /// <param name="count">The number of samples.</param>
    /// <returns>Receives the number of samples scored so far.</returns>
    public IProgress<double> Measuring(int count) => Begin(count, Measurement);

    /// <inheritdoc/>
    public T Run<T>(ExperimentPhase phase, Func<IProgress<double>?, T> work)
    {
        ArgumentNullException.ThrowIfNull(phase);
        ArgumentNullException.ThrowIfNull(work);
        return work(Begin(phase.Total, 1 - (measuresBefore ? 2 * Measurement : Measurement)));
    }

    private Part Begin(double total, double share)
    {
        Part part = new(progress, _done, share / total);
        _done += share;
        return part;
    }

    private sealed class Part(IProgress<double>? progress, double start, double scale) : IProgress<double>
    {
        public void Report(double value) => progress?.Report(Math.Min(1, start + (scale * value)));
    }
}
