using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// All memory that passes of one network over batches need: what the layers read and wrote, errors, and each thread's scratch. Made once
/// and used again for every batch, so that a step allocates nothing.
/// </summary>
internal sealed unsafe class Workspace : IDisposable
{
    /// <summary>Rows in one slice of a batch. Fixed, so that slices do not depend on the number of threads.</summary>
    public const int SliceRows = 16;

    private readonly Network _network;
    private readonly FloatBuffer[] _prepared;
    private readonly FloatBuffer[] _outputs;
    private readonly FloatBuffer[] _errors;
    private readonly Scratch[] _scratch;
    private readonly PrepareWork _prepareWork;

    /// <param name="network">The network.</param>
    /// <param name="batch">What the first layer reads.</param>
    /// <param name="capacity">The most rows in a batch.</param>
    /// <param name="threads">Threads that work at a time.</param>
    /// <param name="backward">Whether errors are passed back, too.</param>
    public Workspace(Network network, SampleBatch batch, int capacity, int threads, bool backward)
    {
        ImmutableArray<LayerKernel> kernels = network.Kernels;
        _network = network;
        Pool = new WorkerPool(threads);
        _prepared = [.. kernels.Select((kernel, layer) => new FloatBuffer(kernel.PreparedLength(backward && layer > 0)))];
        _outputs = [.. kernels.Select(kernel => new FloatBuffer(checked(capacity * kernel.Output.Size)))];
        _errors = backward ? [.. kernels.Select(kernel => new FloatBuffer(checked(capacity * kernel.Output.Size)))] : [];
        Inputs = [batch, .. kernels.Zip(_outputs, (kernel, outputs) => new LayerOutputs(outputs, kernel.Output.Size)).SkipLast(1)];
        _scratch = [.. Enumerable.Range(0, threads).Select(_ => new Scratch(batch.Width, backward ? capacity : 0))];
        _prepareWork = new PrepareWork(this, backward);
    }

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; }

    /// <summary>What each layer reads.</summary>
    public ImmutableArray<LayerInput> Inputs { get; }

    /// <summary>The outputs of the last layer, row by row.</summary>
    public Span<float> Outputs => _outputs[^1].Span;

    /// <summary>The gradient of the loss for the outputs of the last layer, row by row.</summary>
    public Span<float> OutputErrors => _errors[^1].Span;

    /// <summary>The number of slices of a batch.</summary>
    public static int Slices(int rows) => (rows + SliceRows - 1) / SliceRows;

    public Scratch ScratchOf(int worker) => _scratch[worker];

    public float* ErrorsOf(int layer) => _errors[layer].Pointer;

    /// <summary>Brings what is derived from the parameters up to date.</summary>
    public void Prepare() => Pool.Run(_prepareWork, _prepareWork.Jobs);

    /// <summary>Runs rows through all layers.</summary>
    public void Forward(int fromRow, int toRow, int worker)
    {
        Inputs[0].Fill(fromRow, toRow, worker);
        for (int layer = 0; layer < _outputs.Length; layer++)
            _network.Kernels[layer].Forward(Pass(layer, fromRow, toRow, worker));
    }

    /// <summary>Passes the errors of rows back through all layers.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="isNetInputError">Whether <see cref="OutputErrors"/> are for the net inputs already.</param>
    /// <param name="rule">What is passed back.</param>
    public void Backward(int fromRow, int toRow, int worker, bool isNetInputError, ErrorPropagation rule)
    {
        int last = _outputs.Length - 1;
        for (int layer = last; layer >= 0; layer--)
            _network.Kernels[layer].Backward(Pass(layer, fromRow, toRow, worker), isNetInputError && layer == last, rule);
    }

    public void Dispose() => Pool.Dispose();

    private LayerPass Pass(int layer, int fromRow, int toRow, int worker) => new()
    {
        Parameters = _network.Buffer.Pointer + _network.Kernels[layer].FirstParameter,
        Prepared = _prepared[layer].Pointer,
        Input = Inputs[layer],
        Output = _outputs[layer].Pointer,
        Error = _errors.Length > 0 ? _errors[layer].Pointer : null,
        InputError = _errors.Length > 0 && layer > 0 ? _errors[layer - 1].Pointer : null,
        FromRow = fromRow,
        ToRow = toRow,
        Scratch = _scratch[worker],
    };

    private sealed class PrepareWork : IParallelWork
    {
        private readonly Workspace _workspace;
        private readonly (int Layer, int Block, bool Backward)[] _jobs;

        public PrepareWork(Workspace workspace, bool backward)
        {
            ImmutableArray<LayerKernel> kernels = workspace._network.Kernels;
            _workspace = workspace;

            // The first layer passes nothing on.
            _jobs =
            [
                .. Enumerable.Range(0, kernels.Length).SelectMany(layer => Enumerable
                    .Range(0, kernels[layer].PrepareBlocks(backward && layer > 0))
                    .Select(block => (layer, block, backward && layer > 0))),
            ];
        }

        public int Jobs => _jobs.Length;

        public void Do(int job, int worker)
        {
            (int layer, int block, bool backward) = _jobs[job];
            LayerKernel kernel = _workspace._network.Kernels[layer];
            float* parameters = _workspace._network.Buffer.Pointer + kernel.FirstParameter;
            kernel.Prepare(block, parameters, _workspace.Inputs[layer].Background, backward, _workspace._prepared[layer].Pointer);
        }
    }
}
