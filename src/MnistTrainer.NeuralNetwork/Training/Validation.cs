namespace MnistTrainer.NeuralNetwork;

/// <summary>Measures loss and accuracy on samples that nothing is learned from. Sums are in the order of the rows, whatever the threads.</summary>
internal sealed class Validation : IDisposable
{
    private readonly Samples _samples;
    private readonly Loss _loss;
    private readonly Targets _targets;
    private readonly BulkScorer _scorer;
    private readonly double[] _losses;

    /// <param name="network">Its parameters are read anew by each measuring.</param>
    /// <param name="samples">Labeled, of the network's classes, or with numbers.</param>
    /// <param name="options">The loss, its targets and the threads.</param>
    public Validation(Network network, Samples samples, TrainingOptions options)
    {
        _samples = samples;
        _loss = options.Loss;
        _targets = new Targets(samples, options);
        _scorer = new BulkScorer(network, samples, options.EffectiveThreads) { OutputsReady = AddLosses };
        _losses = new double[samples.Count];
    }

    /// <summary>The mean loss, and the share of samples named rightly.</summary>
    public (double Loss, double Accuracy) Measure()
    {
        int right = 0;
        _scorer.Score((row, outputs) => right += _targets.IsRight(row, outputs) ? 1 : 0, CancellationToken.None);
        return (_losses.Sum() / _losses.Length, (double)right / _losses.Length);
    }

    public void Dispose() => _scorer.Dispose();

    private void AddLosses(int firstRow, ReadOnlySpan<float> outputs)
    {
        int classes = _samples.ClassNames.Count;
        float[] target = new float[classes];
        for (int i = 0; i < outputs.Length / classes; i++)
        {
            _targets.Write(firstRow + i, target);
            _losses[firstRow + i] = _loss.Value(outputs.Slice(i * classes, classes), target);
        }
    }
}
