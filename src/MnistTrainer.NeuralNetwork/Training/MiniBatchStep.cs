using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// One step of mini-batch gradient descent: next batch, forward, loss, backward, step. The first four are shared out by slices of the batch's
/// rows, the last by blocks of parameters: each block's gradient is summed over the batch in the order of its rows and its
/// parameters moved at once, while they are still in the cache. Nothing is ever summed in an order that depends on the number of
/// threads, so neither does the result.
/// </summary>
internal sealed unsafe class MiniBatchStep : ITrainingStep
{
    private readonly Network _network;
    private readonly TrainingOptions _options;
    private readonly SampleBatch _batch;
    private readonly Workspace _workspace;
    private readonly FloatBuffer _gradient;
    private readonly FloatBuffer[] _state;
    private readonly float[] _targets;
    private readonly double[] _sliceLosses;
    private readonly PassWork _passes;
    private readonly MoveWork _moves;
    private int _rows;
    private long _steps;

    public MiniBatchStep(Network network, Samples samples, TrainingOptions options)
    {
        int capacity = Math.Min(options.BatchSize, samples.Count);
        int classes = network.Definition.ClassNames.Length;
        _network = network;
        _options = options;
        _batch = SampleBatch.ToTrainOn(samples, network.Definition.Scaling, capacity, options);
        _workspace = new Workspace(network, _batch, capacity, options.EffectiveThreads, backward: true);
        _gradient = new FloatBuffer(network.ParameterCount);
        _state = [.. Enumerable.Range(0, options.Optimizer.StateCount).Select(_ => new FloatBuffer(network.ParameterCount))];
        _targets = new float[checked(capacity * classes)];
        _sliceLosses = new double[Workspace.Slices(capacity)];
        _passes = new PassWork(this);
        _moves = new MoveWork(this);
    }

    /// <summary>The gradient of the last step: of the mean loss over its batch, for each parameter.</summary>
    internal ReadOnlySpan<float> Gradient => _gradient.Span;

    public double Run(ReadOnlySpan<int> rows, float rateFactor)
    {
        _batch.Take(rows);
        _rows = rows.Length;
        int slices = Workspace.Slices(_rows);
        _workspace.Prepare();
        _workspace.Pool.Run(_passes, slices);
        _moves.Size = _options.Optimizer.SizeOf(++_steps, _options.Optimizer.LearningRate * rateFactor);
        _workspace.Pool.Run(_moves, _moves.Jobs);

        double loss = 0;
        for (int slice = 0; slice < slices; slice++)
            loss += _sliceLosses[slice];
        return loss;
    }

    public void Finish()
    {
    }

    public void Dispose() => _workspace.Dispose();

    /// <summary>The losses of a slice of rows, and their gradient as the mean over the batch wants it.</summary>
    private double Loss(int fromRow, int toRow)
    {
        int classes = _network.Definition.ClassNames.Length;
        double sum = 0;
        for (int row = fromRow; row < toRow; row++)
        {
            Span<float> target = _targets.AsSpan(row * classes, classes);
            target.Fill(_options.Targets.Off);
            target[_batch.Label(row)] = _options.Targets.On;
            ReadOnlySpan<float> output = _workspace.Outputs.Slice(row * classes, classes);
            Span<float> error = _workspace.OutputErrors.Slice(row * classes, classes);
            sum += _options.Loss.Value(output, target);
            _options.Loss.Gradient(output, target, error);
            foreach (ref float e in error)
                e /= _rows;
        }

        return sum;
    }

    /// <summary>Forward, loss and backward, a slice of rows at a time.</summary>
    private sealed class PassWork(MiniBatchStep step) : IParallelWork
    {
        public void Do(int job, int worker)
        {
            int from = job * Workspace.SliceRows, to = Math.Min(from + Workspace.SliceRows, step._rows);
            step._workspace.Forward(from, to, worker);
            step._sliceLosses[job] = step.Loss(from, to);
            step._workspace.Backward(
                from, to, worker, step._options.Loss.RequiredActivation is not null, step._options.ErrorPropagation);
        }
    }

    /// <summary>Gradient and move, a block of parameters at a time.</summary>
    private sealed class MoveWork : IParallelWork
    {
        private readonly MiniBatchStep _step;
        private readonly (int Layer, int Block)[] _jobs;

        public MoveWork(MiniBatchStep step)
        {
            _step = step;
            _jobs =
            [
                .. step._network.Kernels.SelectMany((kernel, layer) => Enumerable
                    .Range(0, kernel.GradientBlocks(step._workspace.Inputs[layer]))
                    .Select(block => (layer, block))),
            ];
        }

        public int Jobs => _jobs.Length;

        public StepSize Size { get; set; }

        public void Do(int job, int worker)
        {
            (int layer, int block) = _jobs[job];
            LayerKernel kernel = _step._network.Kernels[layer];
            LayerInput input = _step._workspace.Inputs[layer];
            (int first, int length) = kernel.GradientRange(input, block);
            first += kernel.FirstParameter;
            float* gradient = _step._gradient.Pointer + first;
            kernel.Gradient(block, input, _step._workspace.ErrorsOf(layer), _step._rows, gradient, _step._workspace.ScratchOf(worker));
            _step._options.Optimizer.Move(Size, new ParameterRange(
                length, _step._network.Buffer.Pointer + first, gradient, State(0, first), State(1, first)));
        }

        private float* State(int index, int first) => index < _step._state.Length ? _step._state[index].Pointer + first : null;
    }
}
