using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The computation of a <see cref="Convolution"/> layer, one image at a time: a slice of images would not stay in the cache. Input and errors are copied into frames with
/// zeros around them; the errors then flow back through the filters, turned by 180° and with inputs and outputs exchanged, by the same product as forward. The gradient of
/// the filters is summed for each slice of rows, image by image, and over the slices in a fixed binary tree.
/// </summary>
internal sealed unsafe class ConvolutionKernel : LayerKernel
{
    // Floats of the gradient in a block: enough to be worth handing to a thread.
    private const int BlockLength = 4096;

    private readonly Convolution _layer;
    private readonly NetInputActivation? _keeping;
    private readonly ImageFrame _frame;
    private readonly ImageFrame _errorFrame;
    private readonly FilterWindow _window;
    private readonly FilterWindow _backWindow;
    private readonly int _columns;
    private readonly int _filterRows;
    private readonly int _weights;
    private readonly int _places;
    private readonly int _padded;

    public ConvolutionKernel(Convolution layer, Shape input, int firstParameter)
        : base(input, layer.OutputShape(input), firstParameter, checked((int)layer.CountParameters(input)))
    {
        ImageWindow window = layer.WindowOn(input);
        int size = layer.Size;
        _layer = layer;
        _keeping = layer.Activation as NetInputActivation;
        _columns = layer.Columns;
        _filterRows = checked(size * size * input.Channels);
        _weights = checked(_filterRows * _columns);
        _places = window.Rows * window.Columns;
        _padded = ConvolutionProduct.Padded(_columns);
        _frame = new ImageFrame(
            input,
            ((window.Rows - 1) * layer.Stride) + size,
            ((window.Columns - 1) * layer.Stride) + size,
            window.Top,
            window.Left,
            Step: 1
        );
        _window = new FilterWindow(window.Rows, window.Columns, size, layer.Stride, input.Channels, _frame.RowLength);

        // Filters, turned, move over all errors that an input has reached; between those there are zeros where filters skip places.
        _errorFrame = new ImageFrame(
            layer.NetShape(input),
            input.Height + size - 1,
            input.Width + size - 1,
            size - 1 - window.Top,
            size - 1 - window.Left,
            layer.Stride
        );
        _backWindow = new FilterWindow(input.Height, input.Width, size, 1, _columns, _errorFrame.RowLength);
    }

    public override int CacheWidth => _keeping is null ? 0 : _places * _columns;

    public override int NetErrorWidth => _places * _columns;

    public override bool ReadsRows => true;

    public override bool TakesSingleRows => true;

    /// <summary>The gradient of a slice, filter rows x padded columns, and that of the biases.</summary>
    public override int SliceLength => checked((ConvolutionProduct.PaddedRows(_filterRows) + 1) * _padded);

    public override int ScratchLength => Math.Max(_frame.Length, _errorFrame.Length);

    /// <summary>The biases, padded; the filters in panels; and, to propagate errors, zeros and the turned filters in panels.</summary>
    public override int PreparedLength(bool backward) =>
        checked(((_filterRows + 1) * _padded) + (backward ? BackLength + ConvolutionProduct.Padded(Input.Channels) + _weights : 0));

    private int BackLength => checked(_layer.Size * _layer.Size * _columns * ConvolutionProduct.Padded(Input.Channels));

    public override void Initialize(Span<float> parameters, RandomSource random)
    {
        int places = _layer.Size * _layer.Size;
        _layer.Initializer.Fill(parameters[.._weights], _filterRows, places * _columns, random);
        parameters[_weights..].Clear();
    }

    public override int PrepareBlocks(bool backward) => backward ? 2 : 1;

    public override void Prepare(int block, float* parameters, float background, bool backward, float* prepared)
    {
        if (block == 0)
        {
            new Span<float>(prepared, _padded).Clear();
            if (_layer.UseBias)
                new Span<float>(parameters + _weights, _columns).CopyTo(new Span<float>(prepared, _columns));
            ConvolutionProduct.Pack(new MatrixView(parameters, _filterRows, _columns), prepared + _padded);
            return;
        }

        float* zeros = prepared + ((_filterRows + 1) * _padded),
            panels = zeros + ConvolutionProduct.Padded(Input.Channels),
            turned = panels + BackLength;
        new Span<float>(zeros, ConvolutionProduct.Padded(Input.Channels)).Clear();
        int places = _layer.Size * _layer.Size,
            channels = Input.Channels;
        for (int place = 0; place < places; place++)
            Transpose.Rows(
                parameters + (place * channels * _columns),
                _columns,
                0,
                channels,
                turned + ((places - 1 - place) * channels * _columns),
                channels
            );
        ConvolutionProduct.Pack(new MatrixView(turned, places * _columns, channels), panels);
    }

    public override void Forward(in LayerPass pass)
    {
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* output = pass.Output + ((long)row * Output.Size),
                net = _keeping is null ? output : pass.Cache + ((long)row * CacheWidth),
                frame = FillFrame(pass, row);
            ConvolutionProduct.Forward(_window, frame, pass.Prepared + _padded, pass.Prepared, net, _columns);
            Span<float> outputs = new(output, Output.Size);
            if (_keeping is null)
                _layer.Activation.Forward(outputs, _layer.Filters);
            else
                _keeping.Forward(new ReadOnlySpan<float>(net, CacheWidth), outputs);
        }
    }

    public override void Backward(in LayerPass pass, bool isNetInputError, GradientRule rule)
    {
        float* slice = pass.SliceMemory + ((long)(pass.FromRow / Workspace.SliceRows) * SliceLength),
            biases = slice + (ConvolutionProduct.PaddedRows(_filterRows) * _padded);
        if (pass.FromRow % Workspace.SliceRows == 0)
            new Span<float>(slice, SliceLength).Clear();
        for (int row = pass.FromRow; row < pass.ToRow; row++)
        {
            float* error = pass.Error + ((long)row * Output.Size),
                net = pass.NetError + ((long)row * NetErrorWidth);
            if (!isNetInputError)
                Differentiate(pass, row, error, net);
            ConvolutionProduct.AddGradient(_window, FillFrame(pass, row), net, slice, _columns);
            if (_layer.UseBias)
                ConvolutionProduct.AddSums(net, _places, _columns, biases);
            if (pass.InputError != null)
                PropagateError(pass, row, net);
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
        bool isBias = block == Blocks;
        int from = isBias ? ConvolutionProduct.PaddedRows(_filterRows) : block * BlockRows,
            count = isBias ? 1 : Math.Min(BlockRows, _filterRows - from);
        float* sum = pass.SliceMemory + (from * _padded);
        SliceSum.Of(sum, count * _padded, SliceLength, Workspace.Slices(pass.BatchRows));
        for (int row = 0; row < count; row++)
            new Span<float>(sum + (row * _padded), _columns).CopyTo(new Span<float>(gradient + (row * _columns), _columns));
    }

    public override int ConstraintBlocks => ColumnNorms.Blocks(_columns);

    public override void Constrain(int block, float* parameters, float maximumNorm) =>
        ColumnNorms.Limit(new MatrixView(parameters, _filterRows, _columns), block, maximumNorm);

    private int BlockRows => Math.Max(1, BlockLength / _columns);

    private int Blocks => ((_filterRows - 1) / BlockRows) + 1;

    // The input itself where there is nothing around it.
    private float* FillFrame(in LayerPass pass, int row)
    {
        float* input = pass.Input.Rows + ((long)row * Input.Size);
        if (_frame.IsImage && pass.Input.Background == 0)
            return input;
        float* frame = pass.Scratch.Frame.Pointer;
        _frame.Fill(input, pass.Input.Background, frame);
        return frame;
    }

    private void Differentiate(in LayerPass pass, int row, float* error, float* net)
    {
        if (_keeping is null)
            _layer.Activation.Backward(
                new ReadOnlySpan<float>(pass.Output + ((long)row * Output.Size), Output.Size),
                new Span<float>(error, Output.Size),
                _layer.Filters
            );
        else
            _keeping.Backward(
                new ReadOnlySpan<float>(pass.Cache + ((long)row * CacheWidth), CacheWidth),
                new ReadOnlySpan<float>(error, Output.Size),
                new Span<float>(net, NetErrorWidth)
            );
    }

    private void PropagateError(in LayerPass pass, int row, float* net)
    {
        float* zeros = pass.Prepared + ((_filterRows + 1) * _padded),
            frame = net;
        if (!_errorFrame.IsImage)
        {
            frame = pass.Scratch.Frame.Pointer;
            _errorFrame.Fill(net, 0, frame);
        }

        ConvolutionProduct.Forward(
            _backWindow,
            frame,
            zeros + ConvolutionProduct.Padded(Input.Channels),
            zeros,
            pass.InputError + ((long)row * Input.Size),
            Input.Channels
        );
    }
}
