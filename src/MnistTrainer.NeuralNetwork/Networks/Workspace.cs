using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// All memory for the passes of one network over batches: inputs, outputs, errors, and the scratch memory of each thread. Created once and reused for every batch, so
/// that a step allocates nothing.
/// </summary>
internal sealed unsafe class Workspace : IDisposable
{
    /// <summary>Rows in one slice of a batch. Fixed, so that slices do not depend on the number of threads.</summary>
    public const int SliceRows = 16;

    private readonly Network _network;
    private readonly int _members;
    private readonly int _memberParameters;
    private readonly FloatBuffer[] _prepared;
    private readonly FloatBuffer? _sums;
    private readonly FloatBuffer[] _outputs;
    private readonly FloatBuffer[] _cache;
    private readonly FloatBuffer[] _statistics;
    private readonly FloatBuffer[] _slices;
    private readonly FloatBuffer[] _errors;
    private readonly FloatBuffer[] _netErrors;
    private readonly ulong[] _seeds;
    private readonly Scratch[] _scratch;
    private readonly bool _isTraining;
    private readonly PrepareWork _prepareWork;

    /// <param name="network">The network.</param>
    /// <param name="batch">What the first layer reads.</param>
    /// <param name="capacity">The maximum number of rows of a batch.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="isTraining">Whether rows are trained on, so that errors are propagated back as well.</param>
    /// <param name="seed">The seed of the layers' randomness.</param>
    public Workspace(Network network, SampleBatch batch, int capacity, int threads, bool isTraining, ulong seed = 0)
    {
        ImmutableArray<LayerKernel> kernels = network.Kernels;
        _network = network;
        Pool = new WorkerPool(threads);
        _members = network.Definition.Members;
        if (isTraining)
            network.CheckIsSingle();
        _memberParameters = network.ParameterCount / _members;
        _prepared =
        [
            .. Enumerable
                .Range(0, _members)
                .SelectMany(_ => kernels.Select((kernel, layer) => new FloatBuffer(kernel.PreparedLength(isTraining && layer > 0)))),
        ];
        _sums = _members == 1 ? null : new FloatBuffer(checked(capacity * kernels[^1].Output.Size));
        _isTraining = isTraining;
        _outputs = Rows(kernel => kernel.Output.Size);
        _cache = Rows(kernel => kernel.CacheWidth);
        _statistics =
        [
            .. kernels.Select(kernel => new FloatBuffer(
                isTraining && kernel is BatchKernel batchKernel ? batchKernel.StatisticsLength : 0
            )),
        ];
        _slices = [.. kernels.Select(kernel => new FloatBuffer(isTraining ? checked(Slices(capacity) * kernel.SliceLength) : 0))];
        _errors = isTraining ? Rows(kernel => kernel.Output.Size) : [];
        _netErrors =
        [
            .. _errors.Zip(
                kernels,
                (error, kernel) =>
                    kernel.NetErrorWidth == kernel.Output.Size ? error : new FloatBuffer(checked(capacity * kernel.NetErrorWidth))
            ),
        ];

        // Each layer has a seed of its own.
        _seeds = new ulong[kernels.Length];
        for (int layer = 0; layer < kernels.Length; layer++)
            _seeds[layer] = RandomStream.SeedOfLayer(seed, layer);
        Inputs = [batch, .. kernels.Zip(_outputs, (kernel, outputs) => new LayerOutputs(outputs, kernel.Output.Size)).SkipLast(1)];
        int frame = kernels.Max(kernel => kernel.ScratchLength);
        _scratch =
        [
            .. Enumerable
                .Range(0, threads)
                .Select(_ =>
                    isTraining ? new Scratch(batch.Width, capacity, int.MaxValue, frame) : new Scratch(batch.Width, 0, SliceRows, frame)
                ),
        ];
        _prepareWork = new PrepareWork(this, isTraining);

        FloatBuffer[] Rows(Func<LayerKernel, int> width) =>
            [.. kernels.Select(kernel => new FloatBuffer(checked(capacity * width(kernel))))];
    }

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; }

    /// <summary>What each layer reads.</summary>
    public ImmutableArray<LayerInput> Inputs { get; }

    /// <summary>The outputs of the last layer, row by row.</summary>
    public Span<float> Outputs => _outputs[^1].Span;

    /// <summary>The outputs of a layer for the current batch, row by row.</summary>
    public ReadOnlySpan<float> OutputsOf(int layer) => _outputs[layer].Span[..(BatchRows * _network.Kernels[layer].Output.Size)];

    /// <summary>The gradient of the loss for the outputs of the last layer, row by row.</summary>
    public Span<float> OutputErrors => _errors[^1].Span;

    /// <summary>Rows of the current batch; 0 outside training.</summary>
    public int BatchRows { get; set; }

    /// <summary>The number of the current step, from 1; 0 outside training.</summary>
    public ulong Step { get; set; }

    /// <summary>The number of slices of a batch.</summary>
    public static int Slices(int rows) => (rows + SliceRows - 1) / SliceRows;

    /// <summary>Updates what is derived from the parameters.</summary>
    public void Prepare() => Pool.Run(_prepareWork, _prepareWork.Jobs);

    /// <summary>Runs rows through all layers, and of an ensemble through all members.</summary>
    public void Forward(int fromRow, int toRow, int worker)
    {
        Inputs[0].Fill(fromRow, toRow, worker);
        for (int member = 0; member < _members; member++)
        {
            Forward(fromRow, toRow, worker, 0, _outputs.Length, member);
            if (_sums is not null)
                AddOutputs(fromRow, toRow, member);
        }
    }

    /// <summary>Runs rows through some layers.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="fromLayer">The first layer.</param>
    /// <param name="toLayer">One past the last layer.</param>
    public void Forward(int fromRow, int toRow, int worker, int fromLayer, int toLayer)
    {
        if (fromLayer == 0)
            Inputs[0].Fill(fromRow, toRow, worker);
        Forward(fromRow, toRow, worker, fromLayer, toLayer, member: 0);
    }

    /// <summary>Runs rows back through some layers.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="fromLayer">The last layer, where the errors come from.</param>
    /// <param name="toLayer">The first layer; nothing if it is above <paramref name="fromLayer"/>.</param>
    /// <param name="isNetInputError">Whether the loss has already given the gradient for the net inputs of the network's last layer.</param>
    /// <param name="rule">What is propagated.</param>
    public void Backward(int fromRow, int toRow, int worker, int fromLayer, int toLayer, bool isNetInputError, GradientRule rule)
    {
        for (int layer = fromLayer; layer >= toLayer; )
        {
            int single = layer;
            while (single >= toLayer && _network.Kernels[single].TakesSingleRows)
                single--;
            for (int row = fromRow; single < layer && row < toRow; row++)
            {
                for (int one = layer; one > single; one--)
                    BackwardOf(one, row, row + 1);
            }

            for (layer = single; layer >= toLayer && !_network.Kernels[layer].TakesSingleRows; layer--)
                BackwardOf(layer, fromRow, toRow);
        }

        void BackwardOf(int layer, int from, int to) =>
            _network.Kernels[layer].Backward(Pass(layer, from, to, worker), isNetInputError && layer == _network.Kernels.Length - 1, rule);
    }

    /// <summary>Some rows of the batch and the memory of one layer for them.</summary>
    public LayerPass Pass(int layer, int fromRow, int toRow, int worker, int member = 0) =>
        new()
        {
            Parameters = ParametersOf(layer, member),
            Prepared = PreparedOf(layer, member),
            Input = Inputs[layer],
            Output = _outputs[layer].Pointer,
            Cache = _cache[layer].Pointer,
            Statistics = _statistics[layer].Pointer,
            SliceMemory = _isTraining ? _slices[layer].Pointer : null,
            Error = _isTraining ? _errors[layer].Pointer : null,
            NetError = _isTraining ? _netErrors[layer].Pointer : null,
            InputError = _isTraining && layer > 0 ? _errors[layer - 1].Pointer : null,
            FromRow = fromRow,
            ToRow = toRow,
            BatchRows = BatchRows,
            IsTraining = _isTraining,
            Seed = _seeds[layer],
            Step = Step,
            Scratch = _scratch[worker],
        };

    public void Dispose() => Pool.Dispose();

    private void Forward(int fromRow, int toRow, int worker, int fromLayer, int toLayer, int member)
    {
        for (int layer = fromLayer; layer < toLayer; )
        {
            int single = layer;
            while (single < toLayer && _network.Kernels[single].TakesSingleRows)
                single++;
            for (int row = fromRow; single > layer && row < toRow; row++)
            {
                for (int one = layer; one < single; one++)
                    _network.Kernels[one].Forward(Pass(one, row, row + 1, worker, member));
            }

            for (layer = single; layer < toLayer && !_network.Kernels[layer].TakesSingleRows; layer++)
                _network.Kernels[layer].Forward(Pass(layer, fromRow, toRow, worker, member));
        }
    }

    // The mean of all members' outputs, in the place of the last one's.
    private void AddOutputs(int fromRow, int toRow, int member)
    {
        int width = _network.Kernels[^1].Output.Size;
        Span<float> outputs = _outputs[^1].Span[(fromRow * width)..(toRow * width)],
            sums = _sums!.Span[(fromRow * width)..(toRow * width)];
        for (int i = 0; i < outputs.Length; i++)
        {
            sums[i] = member == 0 ? outputs[i] : sums[i] + outputs[i];
            if (member == _members - 1)
                outputs[i] = sums[i] / _members;
        }
    }

    private float* ParametersOf(int layer, int member) =>
        _network.Buffer.Pointer + ((long)member * _memberParameters) + _network.Kernels[layer].FirstParameter;

    private float* PreparedOf(int layer, int member) => _prepared[(member * _outputs.Length) + layer].Pointer;

    private sealed class PrepareWork : IParallelWork
    {
        private readonly Workspace _workspace;
        private readonly List<Job> _jobs = [];

        public PrepareWork(Workspace workspace, bool backward)
        {
            ImmutableArray<LayerKernel> kernels = workspace._network.Kernels;
            _workspace = workspace;

            for (int member = 0; member < workspace._members; member++)
            {
                for (int layer = 0; layer < kernels.Length; layer++)
                {
                    // The first layer propagates nothing.
                    bool propagates = backward && layer > 0;
                    for (int block = 0; block < kernels[layer].PrepareBlocks(propagates); block++)
                        _jobs.Add(new Job(member, layer, block, propagates));
                }
            }
        }

        public int Jobs => _jobs.Count;

        public void Do(int job, int worker)
        {
            (int member, int layer, int block, bool backward) = _jobs[job];
            _workspace
                ._network.Kernels[layer]
                .Prepare(
                    block,
                    _workspace.ParametersOf(layer, member),
                    _workspace.Inputs[layer].Background,
                    backward,
                    _workspace.PreparedOf(layer, member)
                );
        }

        // A class, not a tuple: lists of references are compiled ahead of time, so that a program which scores one image starts sooner.
        private sealed record Job(int Member, int Layer, int Block, bool Backward);
    }
}
