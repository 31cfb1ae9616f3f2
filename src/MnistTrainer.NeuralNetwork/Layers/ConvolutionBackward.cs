using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The backward pass of a <see cref="Convolution"/> layer, from the errors of the net inputs to the gradient of the filters and the errors of the inputs.</summary>
internal abstract unsafe class ConvolutionBackward(Convolution layer, Shape input, ImageFrame frame)
{
    protected Shape Input { get; } = input;

    /// <summary>The image with its padding.</summary>
    protected ImageFrame Frame { get; } = frame;

    /// <summary>Where filters lie on it.</summary>
    public FilterWindow Window { get; } =
        new(layer.WindowOn(input).Rows, layer.WindowOn(input).Columns, layer.Size, layer.Stride, input.Channels, frame.RowLength)
        {
            Filled = frame.Filled,
        };

    /// <summary>The number of places that carry an error for each filter.</summary>
    public virtual int Errors => Window.Rows * Window.Columns;

    /// <summary>The number of filters, or of net inputs of all filters.</summary>
    protected int Columns { get; } = layer.Columns;

    /// <summary>Floats for the gradient of a slice of rows.</summary>
    public abstract int SliceLength { get; }

    /// <summary>Floats of scratch memory behind the image's own frame.</summary>
    public abstract int ScratchLength { get; }

    /// <summary>Floats for what <see cref="Prepare"/> derives from the filters.</summary>
    public abstract int PreparedLength { get; }

    /// <summary>Derives from the filters what <see cref="Run"/> needs to propagate errors.</summary>
    public abstract void Prepare(float* filters, float* prepared);

    /// <summary>Adds one image's part of the gradient and propagates its errors.</summary>
    /// <param name="frame">The image with its padding.</param>
    /// <param name="error">The errors of the net inputs, <see cref="Errors"/> x columns.</param>
    /// <param name="slice">The gradient of the slice.</param>
    /// <param name="prepared">The result of <see cref="Prepare"/>.</param>
    /// <param name="scratch">Scratch memory, <see cref="ScratchLength"/> floats.</param>
    /// <param name="inputError">Receives the errors of the inputs; null if they are not needed.</param>
    public abstract void Run(float* frame, float* error, float* slice, float* prepared, float* scratch, float* inputError);

    /// <summary>The sum of a few rows of the gradient over all its parts.</summary>
    /// <param name="from">The first row: a weight of every filter.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="parts">The first part; what is summed is overwritten.</param>
    /// <param name="stride">Floats from one part to the next.</param>
    /// <param name="partCount">The number of parts.</param>
    /// <param name="gradient">Receives rows x columns.</param>
    public abstract void Sum(int from, int count, float* parts, nint stride, int partCount, float* gradient);
}
