using System.Collections.Immutable;
using System.Runtime.CompilerServices;
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
    private readonly FloatBuffer[][] _prepared;
    private readonly LayerInput[] _views;
    private readonly OutputMean? _mean;
    private readonly RowBuffer[] _outputs;
    private readonly RowBuffer[] _cache;
    private readonly FloatBuffer[] _statistics;
    private readonly FloatBuffer[] _slices;
    private readonly SliceSums[] _sums;
    private readonly RowBuffer[] _errors;
    private readonly RowBuffer[] _netErrors;
    private readonly bool[] _takesSingleRows;
    private readonly ulong[] _seeds;
    private readonly Scratch[] _scratch;
    private readonly bool _isTraining;
    private readonly PrepareWork _prepareWork;
    private int _parts;

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
        Capacity = capacity;
        if (isTraining)
            network.CheckIsSingle();
        _prepared = [.. Enumerable.Range(0, _members).Select(_ => Prepared())];
        _views = isTraining ? [batch] : ShiftedInput.AllOf(batch, network.Definition);
        int answers = _members * _views.Length;
        _mean = answers == 1 ? null : new OutputMean(kernels[^1].Output.Size, capacity, answers);
        _isTraining = isTraining;
        _takesSingleRows = [.. kernels.Select(kernel => isTraining ? kernel.TakesSingleRows : kernel.ScoresSingleRows)];
        _outputs = [.. kernels.Select((kernel, layer) => Rows(kernel.Output.Size, layer + 1))];
        _cache = [.. kernels.Select((kernel, layer) => Rows(kernel.CacheWidth, layer))];
        _statistics =
        [
            .. kernels.Select(kernel => new FloatBuffer(
                isTraining && kernel is BatchKernel batchKernel ? batchKernel.StatisticsLength : 0
            )),
        ];
        _slices = [.. kernels.Select(kernel => new FloatBuffer(isTraining ? checked(Slices(capacity) * kernel.SliceLength) : 0))];
        _sums = [.. kernels.Select(kernel => new SliceSums(isTraining ? kernel.PartLength : 0, Slices(capacity), threads))];
        BlockSlices = SliceSums.BlockSlices(Slices(capacity));
        _errors = isTraining
            ? [.. kernels.Select((kernel, layer) => Rows(kernel.Output.Size, layer == kernels.Length - 1 ? layer + 1 : layer))]
            : [];
        _netErrors = isTraining
            ?
            [
                .. kernels.Select(
                    (kernel, layer) => kernel.NetErrorWidth == kernel.Output.Size ? _errors[layer] : Rows(kernel.NetErrorWidth, layer)
                ),
            ]
            : [];

        // Each layer has its own seed.
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
        _prepareWork = new PrepareWork(network, Inputs, _prepared, isTraining);

        FloatBuffer[] Prepared() => [.. kernels.Select((kernel, layer) => new FloatBuffer(kernel.PreparedLength(isTraining && layer > 0)))];

        RowBuffer Rows(int width, int reader) => new(width, capacity, HeldRows.Of(kernels, reader, isTraining), threads);
    }

    /// <summary>The maximum number of rows of a batch.</summary>
    public int Capacity { get; }

    /// <summary>The threads.</summary>
    public WorkerPool Pool { get; }

    /// <summary>What each layer reads.</summary>
    public ImmutableArray<LayerInput> Inputs { get; }

    /// <summary>The outputs of the last layer, row by row.</summary>
    public Span<float> Outputs => _outputs[^1].Span;

    /// <summary>Slices that one thread passes through one after another, so that they can share memory (<see cref="SliceSums"/>).</summary>
    public int BlockSlices { get; }

    /// <summary>The first layer, from the bottom, with an output of some rows that is not finite; the number of layers if there is none.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread that they have just passed through all layers on; without it, only layers are looked at whose outputs are kept for the whole batch.</param>
    public int FirstBroken(int fromRow, int toRow, int? worker = null)
    {
        int layer = 0;
        while (layer < _outputs.Length && ((worker is null && !_outputs[layer].IsWhole) || AreFinite(layer)))
            layer++;
        return layer;

        bool AreFinite(int one)
        {
            int width = _network.Kernels[one].Output.Size;
            float* outputs = _outputs[one].Origin(fromRow, worker ?? 0) + ((long)fromRow * width);
            return Elementwise.AreFinite(new ReadOnlySpan<float>(outputs, (toRow - fromRow) * width));
        }
    }

    /// <summary>The gradient of the loss for the outputs of the last layer, row by row.</summary>
    public Span<float> OutputErrors => _errors[^1].Span;

    /// <summary>Rows of the current batch; 0 outside training.</summary>
    public int BatchRows { get; set; }

    /// <summary>What this process computes of the current batch; nothing outside training.</summary>
    public BatchShare Share
    {
        get;
        set => (field, _parts) = (value, value.Units);
    }

    /// <summary>The number of the current step, from 1; 0 outside training.</summary>
    public ulong Step { get; set; }

    /// <summary>The number of slices of a batch.</summary>
    public static int Slices(int rows) => (rows + SliceRows - 1) / SliceRows;

    /// <summary>The outputs of a layer.</summary>
    public RowBuffer OutputRows(int layer) => _outputs[layer];

    /// <summary>What a layer caches of each row.</summary>
    public RowBuffer CacheRows(int layer) => _cache[layer];

    /// <summary>The errors of a layer's net inputs.</summary>
    public RowBuffer NetErrorRows(int layer) => _netErrors[layer];

    /// <summary>What a layer keeps of each slice.</summary>
    public FloatBuffer SliceMemory(int layer) => _slices[layer];

    /// <summary>The parts of a layer's gradient.</summary>
    public SliceSums Sums(int layer) => _sums[layer];

    /// <summary>Updates what is derived from the parameters.</summary>
    public void Prepare() => Pool.Run(_prepareWork, _prepareWork.Jobs);

    /// <summary>Runs rows, in all views, through all layers, and of an ensemble through all members.</summary>
    public void Forward(int fromRow, int toRow, int worker)
    {
        for (int answer = 0; answer < _members * _views.Length; answer++)
        {
            Forward(fromRow, toRow, worker, 0, _outputs.Length, answer / _views.Length, answer % _views.Length);
            _mean?.Add(Outputs, fromRow, toRow, answer);
        }
    }

    /// <summary>Runs rows through some layers.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="fromLayer">The first layer.</param>
    /// <param name="toLayer">One past the last layer.</param>
    /// <param name="member">The member of an ensemble.</param>
    /// <param name="view">Which of the views of the samples (<see cref="NetworkDefinition.TestTimeShifts"/>).</param>
    public void Forward(int fromRow, int toRow, int worker, int fromLayer, int toLayer, int member = 0, int view = 0)
    {
        for (int layer = fromLayer; layer < toLayer; )
        {
            int end = layer;
            while (end < toLayer && _takesSingleRows[end])
                end++;
            for (int row = fromRow; end > layer && row < toRow; row++)
                ForwardOf(layer, end, row, row + 1);
            for (layer = end; end < toLayer && !_takesSingleRows[end]; )
                end++;
            ForwardOf(layer, end, fromRow, toRow);
            layer = end;
        }

        void ForwardOf(int first, int end, int from, int to)
        {
            if (first == 0 && end > 0)
                _views[view].Fill(from, to, worker);
            for (int one = first; one < end; one++)
                _network.Kernels[one].Forward(Pass(one, from, to, worker, member, view));
        }
    }

    /// <summary>Runs rows back through some layers.</summary>
    /// <param name="fromRow">The first row.</param>
    /// <param name="toRow">One past the last row.</param>
    /// <param name="worker">The thread.</param>
    /// <param name="fromLayer">The last layer, where the errors come from.</param>
    /// <param name="toLayer">The first layer; nothing if it is above <paramref name="fromLayer"/>.</param>
    /// <param name="isNetInputError">Whether the loss has already given the gradient for the net inputs of the network's last layer.</param>
    /// <param name="rule">What is propagated.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Backward(int fromRow, int toRow, int worker, int fromLayer, int toLayer, bool isNetInputError, GradientRule rule)
    {
        for (int layer = fromLayer; layer >= toLayer; )
        {
            int single = layer;
            while (single >= toLayer && _takesSingleRows[single])
                single--;
            for (int row = fromRow; single < layer && row < toRow; row++)
            {
                for (int one = layer; one > single; one--)
                    BackwardOf(one, row, row + 1);
            }

            for (layer = single; layer >= toLayer && !_takesSingleRows[layer]; layer--)
                BackwardOf(layer, fromRow, toRow);
        }

        for (int layer = fromLayer; layer >= toLayer; layer--)
        {
            if (_network.Kernels[layer].PartLength > 0)
                _sums[layer].Close(fromRow / SliceRows, isLast: toRow == BatchRows, worker);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        void BackwardOf(int layer, int from, int to) =>
            _network.Kernels[layer].Backward(Pass(layer, from, to, worker), isNetInputError && layer == _network.Kernels.Length - 1, rule);
    }

    /// <summary>From now on, measures the deviation of the members of an ensemble.</summary>
    /// <returns>The deviations, or null for a single network.</returns>
    public MemberSpread? MeasureSpread() => _members == 1 ? null : _mean!.Spread ??= new MemberSpread(_network.Definition, Capacity);

    /// <summary>The passes of the first row alone.</summary>
    public RowPasses OfOneRow() => new(this, _network, _views, _mean);

    /// <summary>Some rows of the batch and the memory of one layer for them.</summary>
    public LayerPass Pass(int layer, int fromRow, int toRow, int worker, int member = 0, int view = 0)
    {
        LayerInput input = layer == 0 ? _views[view] : Inputs[layer];
        return new()
        {
            Parameters = _network.ParametersOf(layer, member),
            Prepared = _prepared[member][layer].Pointer,
            Input = input,
            InputRows = input.Rows(fromRow, worker),
            Output = _outputs[layer].Origin(fromRow, worker),
            Cache = _cache[layer].Origin(fromRow, worker),
            Statistics = _statistics[layer].Pointer,
            SliceMemory = _isTraining ? _slices[layer].Pointer : null,
            Part = _isTraining ? _sums[layer].Part(fromRow / SliceRows, worker) : null,
            Parts = _parts,
            Error = _isTraining ? _errors[layer].Origin(fromRow, worker) : null,
            NetError = _isTraining ? _netErrors[layer].Origin(fromRow, worker) : null,
            InputError = _isTraining && layer > 0 ? _errors[layer - 1].Origin(fromRow, worker) : null,
            FromRow = fromRow,
            ToRow = toRow,
            BatchRows = BatchRows,
            IsTraining = _isTraining,
            Seed = _seeds[layer],
            Step = Step,
            Scratch = _scratch[worker],
        };
    }

    public void Dispose() => Pool.Dispose();
}
