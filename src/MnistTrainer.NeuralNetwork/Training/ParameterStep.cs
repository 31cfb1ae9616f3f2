using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The second half of a step: gradient and update, one block of parameters at a time. Each block's gradient is summed over the batch in row
/// order and its parameters are updated at once, while still in the cache; only norm clipping, and rows that take their steps late
/// on several ranks, make blocks wait for each other in between. Ranks on one machine divide the blocks (<see cref="DividedBlocks"/>). No order of summation depends on the number of threads, so neither does the result.
/// </summary>
internal sealed unsafe class ParameterStep
{
    private readonly Network _network;
    private readonly Workspace _workspace;
    private readonly TrainingOptions _options;
    private readonly FloatBuffer _gradient;
    private readonly ParameterUpdate _update;
    private readonly LateRows? _late;
    private readonly Block[] _blocks;
    private readonly bool[] _isClear;
    private readonly double[] _squares;
    private readonly GradientWork _gradients;
    private readonly UpdateWork _updates;
    private readonly MaximumNormConstraint? _constraint;
    private readonly bool[] _waits;
    private readonly bool _anyWaits;
    private readonly DividedBlocks? _divided;
    private readonly Exchange? _exchange;
    private StepRate _step;
    private float _clip;
    private float _penalty;

    /// <param name="network">The network being trained.</param>
    /// <param name="workspace">Holds the errors of the backward pass.</param>
    /// <param name="gradient">Receives the gradient.</param>
    /// <param name="update">How parameters are updated.</param>
    /// <param name="late">The rows of the first weights that take their steps late, or null for none.</param>
    /// <param name="options">The training options.</param>
    /// <param name="ranks">The ranks that train together.</param>
    public ParameterStep(
        Network network,
        Workspace workspace,
        FloatBuffer gradient,
        ParameterUpdate update,
        LateRows? late,
        TrainingOptions options,
        ITrainingRanks ranks
    )
    {
        (_network, _workspace, _gradient, _update, _late, _options) = (network, workspace, gradient, update, late, options);
        _blocks =
        [
            .. network.Kernels.SelectMany(
                (kernel, layer) =>
                    Enumerable.Range(0, kernel.GradientBlocks(workspace.Inputs[layer])).Select(block => new Block(layer, block))
            ),
        ];
        _isClear = new bool[_blocks.Length];
        _squares = new double[_blocks.Length];
        _gradients = new GradientWork(this);
        _updates = new UpdateWork(this);
        _divided = DividedBlocks.Of(ranks, [.. _blocks.Select(DividedRangeOf)], workspace.Capacity);
        _waits = [.. Enumerable.Range(0, _blocks.Length).Select(WaitsForGradient)];
        _anyWaits = _waits.Contains(true);
        _exchange = _divided?.ExchangeOf(job => _waits[job] ? gradient : network.Buffer, _squares);
        _constraint = options.Regularization.MaximumNorm is float norm ? new MaximumNormConstraint(network, norm) : null;
    }

    /// <summary>The index of the last layer whose gradient is non-finite after a step, or too large for the square of its norm; null for none.</summary>
    public int? LastBroken =>
        Array.FindLastIndex(_squares, square => !double.IsFinite(square)) is >= 0 and int last ? _blocks[last].Layer : null;

    /// <summary>Updates all parameters.</summary>
    /// <param name="step">The step number, from 1.</param>
    /// <param name="factors">The factors of this step.</param>
    /// <returns>The gradient's L2 norm before clipping, and the index of the first layer where it is non-finite, or -1.</returns>
    public (double Norm, int BrokenLayer) Run(long step, StepFactors factors)
    {
        float rate = _options.Optimizer.LearningRate * factors.Rate;
        _penalty = _options.Regularization.L2 * factors.Penalty;
        _step = new StepRate(_options.Optimizer.SizeOf(step, rate), rate);
        _late?.Begin(_step);
        _workspace.Pool.Run(_gradients, _blocks.Length);
        _exchange?.Run();
        (double norm, int broken) = GradientNorm();
        if (_anyWaits)
        {
            _clip = _options.ClipNorm is float limit && norm > limit ? (float)(limit / norm) : 1;
            _workspace.Pool.Run(_updates, _blocks.Length);
        }

        if (_constraint is not null)
            _workspace.Pool.Run(_constraint, _constraint.Jobs);
        return (norm, broken);
    }

    /// <summary>What completes memory of the optimizer, of which each rank has some blocks; null where each has all.</summary>
    /// <param name="buffer">The memory, as long as all parameters.</param>
    public Exchange? ExchangeOf(FloatBuffer buffer) => _divided?.ExchangeOf(_ => buffer, numbers: default);

    private (double Norm, int BrokenLayer) GradientNorm()
    {
        double sum = 0;
        int broken = -1;
        for (int i = 0; i < _blocks.Length; i++)
        {
            sum += _squares[i];
            if (broken < 0 && !double.IsFinite(_squares[i]))
                broken = _blocks[i].Layer;
        }

        return (Math.Sqrt(sum), broken);
    }

    private void Gradient(int job, int worker)
    {
        ParameterBlock range = RangeOf(job);
        float* gradient = _gradient.Pointer + range.First;
        if (IsLate(job, range) && _late!.Skips(range))
        {
            if (!_isClear[job])
                new Span<float>(gradient, range.Length).Clear();
            _isClear[job] = true;
            _squares[job] = 0;
            return;
        }

        _isClear[job] = false;
        if (!Computes(job))
            return;
        LayerPass pass = _workspace.Pass(_blocks[job].Layer, 0, _workspace.BatchRows, worker);
        _network.Kernels[_blocks[job].Layer].Gradient(_blocks[job].Index, pass, gradient);
        _squares[job] = Penalize(range) + (range.AlsoLength > 0 ? Penalize(range.Also) : 0);
    }

    /// <summary>Adds the L2 penalty to a gradient and clips its values.</summary>
    /// <returns>The square of its norm.</returns>
    private float Penalize(ParameterBlock range)
    {
        float* gradient = _gradient.Pointer + range.First;
        float square =
            range.IsWeights && _penalty != 0
                ? PenalizedGradient.Add(gradient, _network.Buffer.Pointer + range.First, _penalty, range.Length)
                : DotProduct.Of(gradient, gradient, range.Length);
        if (_options.ClipValue is not float limit)
            return square;
        Elementwise.Map<Clamp>(new Span<float>(gradient, range.Length), limit);
        return DotProduct.Of(gradient, gradient, range.Length);
    }

    private void Update(int job)
    {
        if (_isClear[job])
            return;
        ParameterBlock range = RangeOf(job);
        Update(range, IsLate(job, range));
        if (range.AlsoLength > 0)
            Update(range.Also, isLate: false);
    }

    private void Update(ParameterBlock range, bool isLate)
    {
        float* gradient = _gradient.Pointer + range.First;
        if (_options.ClipNorm is not null && _clip != 1)
            Elementwise.Map<ParameterUpdate.Scale>(new Span<float>(gradient, range.Length), _clip);
        if (isLate)
            _late!.Update(range, gradient);
        else
            _update.Apply(_step, range, gradient);
    }

    private bool Computes(int job) => _divided?.Computes(job) != false;

    /// <summary>Whether the update of a block needs more than its own gradient: the norm of all of it, or the step of rows that every rank takes late.</summary>
    private bool WaitsForGradient(int job) => _options.ClipNorm is not null || (_divided is not null && IsLate(job, RangeOf(job)));

    private bool IsLate(int job, ParameterBlock range) => _late is not null && range.IsWeights && _blocks[job].Layer == 0;

    /// <summary>The parameters of a block, in the whole network.</summary>
    private ParameterBlock RangeOf(int job)
    {
        (int layer, int index) = _blocks[job];
        LayerKernel kernel = _network.Kernels[layer];
        ParameterBlock range = kernel.GradientRange(_workspace.Inputs[layer], index);
        return range with { First = kernel.FirstParameter + range.First, AlsoFirst = kernel.FirstParameter + range.AlsoFirst };
    }

    /// <summary>The parameters of a block whose gradient is summed over rows; null for others, whose sums are there in no time.</summary>
    private ParameterBlock? DividedRangeOf(Block block, int job) => _network.Kernels[block.Layer].WorksBySlices ? null : RangeOf(job);

    private readonly struct Clamp : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.Min(Vector.Max(x, new Vector<float>(-parameter)), new Vector<float>(parameter));
    }

    private readonly record struct Block(int Layer, int Index);

    /// <summary>The gradient of a block and, unless all of the gradient is needed first, its update.</summary>
    private sealed class GradientWork(ParameterStep step) : IParallelWork
    {
        public void Do(int job, int worker)
        {
            step.Gradient(job, worker);
            if (!step._waits[job] && step.Computes(job))
                step.Update(job);
        }
    }

    private sealed class UpdateWork(ParameterStep step) : IParallelWork
    {
        public void Do(int job, int worker)
        {
            if (step._waits[job])
                step.Update(job);
        }
    }
}
