namespace MnistTrainer.NeuralNetwork;

/// <summary>Measures loss and accuracy on validation samples. Sums are in row order, regardless of the number of threads.</summary>
internal sealed class Validation : IDisposable
{
    private readonly Samples _samples;
    private readonly Loss _loss;
    private readonly Targets _targets;
    private readonly BulkScorer _scorer;
    private readonly double[] _losses;

    /// <param name="network">The network; each measurement uses its current parameters.</param>
    /// <param name="samples">Samples with labels of the network's classes, or with numeric targets.</param>
    /// <param name="options">The loss, its targets and the number of threads.</param>
    public Validation(Network network, Samples samples, TrainingOptions options)
    {
        _samples = samples;
        _loss = options.Loss;
        _targets = new Targets(samples, options);
        _scorer = new BulkScorer(network, samples, options.EffectiveThreads) { OutputsReady = AddLosses };
        _losses = new double[samples.Count];
    }

    /// <summary>Measures the mean loss and the fraction of correctly classified samples.</summary>
    public (double Loss, double Accuracy) Measure()
    {
        int correct = 0;
        _scorer.Score((row, outputs) => correct += _targets.IsCorrect(row, outputs) ? 1 : 0, CancellationToken.None);
        return (_losses.Sum() / _losses.Length, (double)correct / _losses.Length);
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
