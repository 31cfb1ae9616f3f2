using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The loss of a batch, how many of its rows are named rightly, and the gradient that the backward pass begins with.</summary>
internal sealed class BatchLoss
{
    private readonly Workspace _workspace;
    private readonly SampleBatch _batch;
    private readonly Loss _loss;
    private readonly Targets _wanted;
    private readonly int _classes;
    private readonly float[] _targets;
    private readonly double[] _losses;
    private readonly int[] _correct;

    /// <param name="workspace">Where outputs are read and their errors left.</param>
    /// <param name="batch">Knows which rows of the samples are learned from, and how much they count.</param>
    /// <param name="samples">Knows what is wanted of them.</param>
    /// <param name="options">How to train.</param>
    public BatchLoss(Workspace workspace, SampleBatch batch, Samples samples, TrainingOptions options)
    {
        _workspace = workspace;
        _batch = batch;
        _loss = options.Loss;
        _wanted = new Targets(samples, options);
        _classes = samples.ClassNames.Count;
        int capacity = options.BatchRows(samples.Count);
        _targets = new float[checked(capacity * _classes)];
        _losses = new double[Workspace.Slices(capacity)];
        _correct = new int[_losses.Length];
    }

    /// <summary>The losses of a slice of rows, and their gradient as the mean over the batch wants it.</summary>
    public void Measure(int slice, int fromRow, int toRow)
    {
        double sum = 0;
        int correct = 0;
        for (int row = fromRow; row < toRow; row++)
        {
            Span<float> target = _targets.AsSpan(row * _classes, _classes);
            _wanted.Write(_batch.SampleRow(row), target);
            ReadOnlySpan<float> output = _workspace.Outputs.Slice(row * _classes, _classes);
            Span<float> error = _workspace.OutputErrors.Slice(row * _classes, _classes);
            float weight = _batch.Weight(row);
            sum += weight * _loss.Value(output, target);
            correct += _wanted.IsRight(_batch.SampleRow(row), output) ? 1 : 0;
            _loss.Gradient(output, target, error);
            foreach (ref float e in error)
                e = e * weight / _workspace.BatchRows;
        }

        (_losses[slice], _correct[slice]) = (sum, correct);
    }

    /// <summary>The sum of losses and the number of rows named rightly, over the batch.</summary>
    public (double Loss, int Correct) Total()
    {
        double loss = 0;
        int correct = 0;
        for (int slice = 0; slice < Workspace.Slices(_workspace.BatchRows); slice++)
            (loss, correct) = (loss + _losses[slice], correct + _correct[slice]);
        return (loss, correct);
    }

    /// <summary>The place of the largest value, the first of equals.</summary>
    internal static int Largest<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
            largest = values[i] > values[largest] ? i : largest;
        return largest;
    }
}
