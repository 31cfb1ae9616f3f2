using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The backward pass where any error may matter. The errors are copied into a frame with zeros around them and flow back through the filters, turned by 180° and with
/// inputs and outputs exchanged, by the same product as forward.
/// </summary>
internal sealed unsafe class DenseConvolutionBackward : ConvolutionBackward
{
    private readonly int _padded;
    private readonly int _paddedChannels;
    private readonly int _places;
    private readonly ImageFrame _errorFrame;
    private readonly FilterWindow _backWindow;

    public DenseConvolutionBackward(Convolution layer, Shape input, ImageFrame frame)
        : base(layer, input, frame)
    {
        ImageWindow window = layer.WindowOn(input);
        _padded = ConvolutionProduct.Padded(Columns);
        _paddedChannels = ConvolutionProduct.Padded(input.Channels);
        _places = layer.Size * layer.Size;

        // Rotated filters move over all errors that depend on an input; there are zeros between the errors if the stride skips positions.
        _errorFrame = new ImageFrame(
            layer.NetShape(input),
            input.Height + layer.Size - 1,
            input.Width + layer.Size - 1,
            layer.Size - 1 - window.Top,
            layer.Size - 1 - window.Left,
            layer.Stride
        );
        _backWindow = new FilterWindow(input.Height, input.Width, layer.Size, 1, Columns, _errorFrame.RowLength)
        {
            Filled = _errorFrame.Filled,
        };
    }

    /// <summary>Rows x columns, both padded.</summary>
    public override int SliceLength => checked(ConvolutionProduct.PaddedRows(Window.FilterRows) * _padded);

    /// <summary>The frame of the errors, in the place of the image's own, which is not needed any more.</summary>
    public override int ScratchLength => Math.Max(0, _errorFrame.Length - Frame.Length);

    /// <summary>Zeros, the turned filters in panels, and the turned filters.</summary>
    public override int PreparedLength => checked(_paddedChannels + PanelLength + (Window.FilterRows * Columns));

    private int PanelLength => checked(_places * Columns * _paddedChannels);

    public override void Prepare(float* filters, float* prepared)
    {
        float* panels = prepared + _paddedChannels,
            turned = panels + PanelLength;
        int channels = Input.Channels,
            length = channels * Columns;
        new Span<float>(prepared, _paddedChannels).Clear();
        for (int place = 0; place < _places; place++)
            Transpose.Rows(filters + (place * length), Columns, 0, channels, turned + ((_places - 1 - place) * length), channels);
        ConvolutionProduct.Pack(new MatrixView(turned, _places * Columns, channels), panels);
    }

    public override void Run(float* frame, float* error, float* slice, float* prepared, float* scratch, float* inputError)
    {
        ConvolutionProduct.AddGradient(Window, frame, error, slice, Columns);
        if (inputError == null)
            return;
        float* errors = error;
        if (!_errorFrame.IsImage)
        {
            errors = scratch;
            _errorFrame.Fill(error, 0, errors);
        }

        ConvolutionProduct.Forward(_backWindow, errors, prepared + _paddedChannels, prepared, inputError, Input.Channels);
    }

    public override void Sum(int from, int count, float* parts, nint stride, int partCount, float* gradient)
    {
        float* sum = parts + (from * _padded);
        SliceSum.Of(sum, count * _padded, stride, partCount);
        for (int row = 0; row < count; row++)
            new Span<float>(sum + (row * _padded), Columns).CopyTo(new Span<float>(gradient + (row * Columns), Columns));
    }
}
