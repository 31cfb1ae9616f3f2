using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The loss of a batch, the number of correctly classified rows, and the gradient that the backward pass starts with.</summary>
internal sealed class BatchLoss : IDisposable
{
    private readonly Workspace _workspace;
    private readonly SampleBatch _batch;
    private readonly Loss _loss;
    private readonly Targets _rowTargets;
    private readonly TeacherAnswers? _teacher;
    private readonly int _classes;
    private readonly float[] _targets;
    private readonly double[] _losses;
    private readonly int[] _correct;

    /// <param name="workspace">Holds the outputs and receives their errors.</param>
    /// <param name="batch">The rows of the batch, and their weights.</param>
    /// <param name="samples">The samples, with labels or numeric targets.</param>
    /// <param name="options">The training options.</param>
    public BatchLoss(Workspace workspace, SampleBatch batch, Samples samples, TrainingOptions options)
    {
        _workspace = workspace;
        _batch = batch;
        _loss = options.Loss;
        _rowTargets = new Targets(samples, options);
        _teacher = options.Distillation is { Weight: > 0 } distillation
            ? new TeacherAnswers(distillation, batch, options.EffectiveThreads)
            : null;
        _classes = samples.ClassNames.Count;
        int capacity = options.BatchRows(samples.Count);
        _targets = new float[checked(capacity * _classes)];
        _losses = new double[Workspace.Slices(capacity)];
        _correct = new int[_losses.Length];
    }

    /// <summary>What <see cref="Total"/> sums up.</summary>
    public IEnumerable<SharedMemory> Shared => [new SharedSlices<double>(_losses, 1), new SharedSlices<int>(_correct, 1)];

    /// <summary>Computes the losses of a slice of rows, and their contribution to the gradient of the batch's mean loss.</summary>
    /// <returns>The sum of the losses.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double Measure(int slice, int fromRow, int toRow, int worker)
    {
        double sum = 0;
        int correct = 0;
        _teacher?.Read(fromRow, toRow, worker);
        for (int row = fromRow; row < toRow; row++)
        {
            Span<float> target = _targets.AsSpan(row * _classes, _classes);
            _rowTargets.Write(_batch.SampleRow(row), target);
            ReadOnlySpan<float> output = _workspace.Outputs.Slice(row * _classes, _classes);
            Span<float> error = _workspace.OutputErrors.Slice(row * _classes, _classes);
            float weight = _batch.Weight(row);
            double loss = _loss.Value(output, target);
            correct += _rowTargets.IsCorrect(_batch.SampleRow(row), output) ? 1 : 0;
            _loss.Gradient(output, target, error);
            if (_teacher is not null)
                loss = _teacher.Blend(row, worker, output, loss, error);
            sum += weight * loss;
            foreach (ref float e in error)
                e = e * weight / _workspace.BatchRows;
        }

        (_losses[slice], _correct[slice]) = (sum, correct);
        return sum;
    }

    /// <summary>The sum of losses and the number of correctly classified rows of the batch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (double Loss, int Correct) Total()
    {
        double loss = 0;
        int correct = 0;
        for (int slice = 0; slice < Workspace.Slices(_workspace.BatchRows); slice++)
            (loss, correct) = (loss + _losses[slice], correct + _correct[slice]);
        return (loss, correct);
    }

    public void Dispose() => _teacher?.Dispose();

    /// <summary>The index of the largest value; ties go to the lowest index.</summary>
    internal static int ArgMax<T>(ReadOnlySpan<T> values)
        where T : INumber<T>
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
            largest = values[i] > values[largest] ? i : largest;
        return largest;
    }
}
