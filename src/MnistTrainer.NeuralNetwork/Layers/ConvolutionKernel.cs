using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="Convolution"/> layer, one image at a time: a slice of images would not stay in the cache. Images are copied into frames with zeros around
/// them. The gradient of the filters is summed for each slice of rows, image by image, and over the slices in a fixed binary tree.
/// </summary>
internal sealed unsafe class ConvolutionKernel : LayerKernel
{
    // Floats of the gradient in a block: enough to be worth handing to a thread.
    private const int BlockLength = 4096;

    private readonly Convolution _layer;
    private readonly NetInputActivation? _keeping;
    private readonly ImageFrame _frame;
    private readonly ConvolutionBackward _backward;
    private readonly int _columns;
    private readonly int _filterRows;
    private readonly int _weights;
    private readonly int _places;
    private readonly int _padded;
    private readonly int _paddedSums;

    /// <param name="layer">The layer.</param>
    /// <param name="input">The shape of its input.</param>
    /// <param name="firstParameter">Where its parameters begin in the network's array.</param>
    /// <param name="pooling">Where the windows of max pooling behind it lie, if that passes the winners on instead of an error for each output.</param>
    public ConvolutionKernel(Convolution layer, Shape input, int firstParameter, ImageWindow? pooling = null)
        : base(input, layer.OutputShape(input), firstParameter, checked((int)layer.CountParameters(input)))
    {
        ImageWindow window = layer.WindowOn(input);
        _layer = layer;
        _keeping = layer.Activation as NetInputActivation;
        _columns = layer.Columns;
        _filterRows = checked(layer.Size * layer.Size * input.Channels);
        _weights = checked(_filterRows * _columns);
        _places = window.Rows * window.Columns;
        _padded = ConvolutionProduct.Padded(_columns);
        _paddedSums = ChannelSums.Padded(_columns);
        _frame = new ImageFrame(
            input,
            ((window.Rows - 1) * layer.Stride) + layer.Size,
            ((window.Columns - 1) * layer.Stride) + layer.Size,
            window.Top,
            window.Left,
            Step: 1
        );
        _backward = pooling is ImageWindow windows
            ? new SparseConvolutionBackward(layer, input, _frame, windows)
            : new DenseConvolutionBackward(layer, input, _frame);
        ReadsWinners = pooling is not null;
    }

    /// <summary>Whether it reads <see cref="PoolingWinners"/> instead of an error for each output.</summary>
    public bool ReadsWinners { get; }

    public override int CacheWidth => _keeping is null ? 0 : _places * _columns;

    public override int NetErrorWidth => _places * _columns;

    public override bool ReadsRows => true;

    public override bool TakesSingleRows => true;

    /// <summary>The gradient of the biases of a slice, padded, and that of the filters.</summary>
    public override int PartLength => checked(_paddedSums + _backward.SliceLength);

    public override int ScratchLength => checked(_frame.Length + _backward.ScratchLength);

    /// <summary>The biases, padded; the filters in panels; and, to propagate errors, what the backward pass needs.</summary>
    public override int PreparedLength(bool backward) => checked(((_filterRows + 1) * _padded) + (backward ? _backward.PreparedLength : 0));

    public override LayerKernel Before(LayerKernel next) =>
        next is MaxPoolingKernel { HasFewWinners: true } pooling && _keeping is null
            ? new ConvolutionKernel(_layer, Input, FirstParameter, pooling.Window)
            : this;

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        _layer.Initializer.Fill(parameters[.._weights], _filterRows, _layer.Size * _layer.Size * _columns, random);
        parameters[_weights..].Clear();
    }

    public override int PrepareBlocks(bool backward) => backward ? 2 : 1;

    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        if (block == 1)
        {
            _backward.Prepare(parameters, prepared + ((_filterRows + 1) * _padded));
            return;
        }

        new Span<float>(prepared, _padded).Clear();
        if (_layer.UseBias)
            new Span<float>(parameters + _weights, _columns).CopyTo(new Span<float>(prepared, _columns));
        ConvolutionProduct.Pack(new MatrixView(parameters, _filterRows, _columns), prepared + _padded);
    }

    public override void Forward(in LayerPass pass)
    {
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* output = pass.Output + ((long)row * Output.Size),
                net = _keeping is null ? output : pass.Cache + ((long)row * CacheWidth);
            ConvolutionProduct.Forward(_backward.Window, FillFrame(pass, row), pass.Prepared + _padded, pass.Prepared, net, _columns);
            Span<float> outputs = new(output, Output.Size);
            if (_keeping is null)
                _layer.Activation.Forward(outputs, _layer.Filters);
            else
                _keeping.Forward(new ReadOnlySpan<float>(net, CacheWidth), outputs);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        float* biases = pass.Part,
            prepared = pass.Prepared + ((_filterRows + 1) * _padded);
        if (pass.FromRow % Workspace.SliceRows == 0)
            new Span<float>(biases, PartLength).Clear();
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* net = pass.NetError + ((long)row * NetErrorWidth),
                inputError = pass.InputError == null ? null : pass.InputError + ((long)row * Input.Size);
            if (!isNetInputError)
                Differentiate(pass, row, net);
            if (_layer.UseBias)
                ChannelSums.Add(net, _backward.Errors, _columns, biases);
            _backward.Run(FillFrame(pass, row), net, biases + _paddedSums, prepared, pass.Scratch.Frame.Pointer, inputError);
        }
    }

    public override int GradientBlocks(LayerInput input) => Blocks + (_layer.UseBias ? 1 : 0);

    public override ParameterBlock GradientRange(LayerInput input, int block)
    {
        if (block == Blocks)
            return new ParameterBlock(_weights, _columns, IsWeights: false);
        int from = block * BlockRows;
        return new ParameterBlock(from * _columns, Math.Min(BlockRows, _filterRows - from) * _columns, IsWeights: true);
    }

    public override void Gradient(int block, in LayerPass pass, float* gradient)
    {
        if (block == Blocks)
        {
            SliceSum.Of(pass.Part, _columns, PartLength, pass.Parts);
            new Span<float>(pass.Part, _columns).CopyTo(new Span<float>(gradient, _columns));
            return;
        }

        int from = block * BlockRows,
            count = Math.Min(BlockRows, _filterRows - from);
        _backward.Sum(from, count, pass.Part + _paddedSums, PartLength, pass.Parts, gradient);
    }

    public override int ConstraintBlocks => ColumnNorms.Blocks(_columns);

    public override void Constrain(int block, float* parameters, float maximumNorm) =>
        ColumnNorms.Limit(new MatrixView(parameters, _filterRows, _columns), block, maximumNorm);

    private int BlockRows => Math.Max(1, BlockLength / _columns);

    private int Blocks => ((_filterRows - 1) / BlockRows) + 1;

    // The input itself if there is no padding.
    private float* FillFrame(in LayerPass pass, int row)
    {
        float* input = pass.InputRows + ((long)row * Input.Size);
        if (_frame.IsImage && pass.Input.Background == 0)
            return input;
        float* frame = pass.Scratch.Frame.Pointer;
        _frame.Fill(input, pass.Input.Background, frame);
        return frame;
    }

    private void Differentiate(in LayerPass pass, int row, float* net)
    {
        Span<float> error = new(pass.Error + ((long)row * Output.Size), Output.Size);
        if (ReadsWinners)
        {
            int count = _backward.Errors * _columns;
            PoolingWinners winners = new(net, count);
            _layer.Activation.Backward(new ReadOnlySpan<float>(winners.Values, count), error[..count], _layer.Filters);
        }
        else if (_keeping is null)
            _layer.Activation.Backward(
                new ReadOnlySpan<float>(pass.Output + ((long)row * Output.Size), Output.Size),
                error,
                _layer.Filters
            );
        else
            _keeping.Backward(
                new ReadOnlySpan<float>(pass.Cache + ((long)row * CacheWidth), CacheWidth),
                error,
                new Span<float>(net, NetErrorWidth)
            );
    }
}
