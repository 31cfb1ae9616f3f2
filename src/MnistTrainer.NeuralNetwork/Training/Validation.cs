namespace MnistTrainer.NeuralNetwork;

/// <summary>Measures loss and accuracy on samples that nothing is learned from. Sums are in the order of the rows, whatever the threads.</summary>
internal sealed class Validation : IDisposable
{
    private readonly Samples _samples;
    private readonly Loss _loss;
    private readonly TargetValues _targets;
    private readonly BulkScorer _scorer;
    private readonly double[] _losses;

    /// <param name="network">Its parameters are read anew by each measuring.</param>
    /// <param name="samples">Labelled, of the network's classes.</param>
    /// <param name="options">The loss, its targets and the threads.</param>
    public Validation(Network network, Samples samples, TrainingOptions options)
    {
        _samples = samples;
        _loss = options.Loss;
        _targets = options.SmoothedTargets(samples.ClassNames.Count);
        _scorer = new BulkScorer(network, samples, options.EffectiveThreads) { OutputsReady = AddLosses };
        _losses = new double[samples.Count];
    }

    /// <summary>The mean loss, and the share of samples named rightly.</summary>
    public (double Loss, double Accuracy) Measure()
    {
        double accuracy = _scorer.Measure(CancellationToken.None).MicroAccuracy;
        return (_losses.Sum() / _losses.Length, accuracy);
    }

    public void Dispose() => _scorer.Dispose();

    private void AddLosses(int firstRow, ReadOnlySpan<float> outputs)
    {
        int classes = _samples.ClassNames.Count;
        float[] target = new float[classes];
        for (int i = 0; i < outputs.Length / classes; i++)
        {
            Array.Fill(target, _targets.Off);
            target[_samples.Labels[firstRow + i]] = _targets.On;
            _losses[firstRow + i] = _loss.Value(outputs.Slice(i * classes, classes), target);
        }
    }
}
