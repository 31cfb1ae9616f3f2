using System.Runtime.InteropServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Rows of the first weights that take their steps late. A column that is 0 in all rows of a batch leaves its row of weights without a gradient, yet most optimizers move
/// it, by the momentum of earlier steps, and so read and write all weights at every step. Here such a row waits, and takes the steps it has missed, with a gradient of 0,
/// when a batch reads it again or when the network is read. These are the same operations on the same numbers in the same order, so the network has the same bits.
/// </summary>
internal sealed unsafe class LateRows : IParallelWork
{
    private const int RowsOfJob = 64;

    private readonly SparseSampleBatch _batch;
    private readonly WorkerPool _pool;
    private readonly ParameterUpdate _update;
    private readonly FloatBuffer _zeros;
    private readonly int _firstWeight;
    private readonly int _units;

    // The steps since all rows were up to date, and how many of them each row has taken.
    private readonly List<StepRate> _steps = [];
    private readonly int[] _taken;
    private bool _takesAll;

    private LateRows(SparseSampleBatch batch, DenseKernel kernel, WorkerPool pool, ParameterUpdate update)
    {
        (_batch, _pool, _update) = (batch, pool, update);
        _firstWeight = kernel.FirstParameter;
        _units = kernel.Columns;
        _zeros = new FloatBuffer(_units);
        _taken = new int[batch.Width];
    }

    /// <summary>
    /// Rows that may take their steps late; null where every step reads or moves all weights for another reason: inputs that are not 0 where samples are, a penalty or
    /// limit on all weights, or their running average.
    /// </summary>
    public static LateRows? Of(Network network, SampleBatch batch, WorkerPool pool, ParameterUpdate update, TrainingOptions options) =>
        batch is SparseSampleBatch { IsSparse: true, Background: 0 } sparse
        && network.Kernels[0] is DenseKernel kernel
        && options is { Regularization: { L2: 0, MaximumNorm: null }, AverageDecay: null }
            ? new LateRows(sparse, kernel, pool, update)
            : null;

    /// <summary>Brings the rows up to date that the batch reads.</summary>
    public void CatchUp() => Run(takesAll: false, _batch.Touched.Length);

    /// <summary>Begins a step, which the rows that the batch reads take at once (<see cref="Update"/>).</summary>
    public void Begin(in StepRate step) => _steps.Add(step);

    /// <summary>Whether the gradient of a block of the first weights is 0, because the batch reads none of its rows.</summary>
    /// <param name="block">The block, in the whole network.</param>
    public bool Skips(ParameterBlock block) => !_batch.Touches(RowOf(block.First), RowOf(block.First + block.Length));

    /// <summary>Takes the step with those rows of a block that the batch reads.</summary>
    /// <param name="block">The block, in the whole network.</param>
    /// <param name="gradient">Its gradient.</param>
    public void Update(ParameterBlock block, float* gradient)
    {
        int first = RowOf(block.First),
            end = RowOf(block.First + block.Length);
        StepRate step = _steps[^1];
        for (int row = first; row < end; row++)
        {
            if (!_batch.Touches(row))
                continue;
            _update.Apply(step, WeightsOf(row), gradient + ((row - first) * _units));
            _taken[row] = _steps.Count;
        }
    }

    /// <summary>Brings all rows up to date.</summary>
    public void Finish()
    {
        if (_steps.Count == 0)
            return;
        Run(takesAll: true, _taken.Length);
        _steps.Clear();
        Array.Clear(_taken);
    }

    public void Do(int job, int worker)
    {
        int from = job * RowsOfJob,
            to = Math.Min(from + RowsOfJob, _takesAll ? _taken.Length : _batch.Touched.Length);
        ReadOnlySpan<StepRate> steps = CollectionsMarshal.AsSpan(_steps);
        for (int i = from; i < to; i++)
        {
            int row = _takesAll ? i : _batch.Touched[i];
            _update.ApplyAtRest(steps[_taken[row]..], WeightsOf(row), _zeros.Pointer);
            _taken[row] = steps.Length;
        }
    }

    private void Run(bool takesAll, int rows)
    {
        _takesAll = takesAll;
        _pool.Run(this, (rows + RowsOfJob - 1) / RowsOfJob);
    }

    private int RowOf(int parameter) => (parameter - _firstWeight) / _units;

    private ParameterBlock WeightsOf(int row) => new(_firstWeight + (row * _units), _units, IsWeights: true);
}
