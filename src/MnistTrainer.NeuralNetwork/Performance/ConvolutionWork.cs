using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Products of a convolution with padding on one image per job: of the outputs, or of the gradient of the filters.</summary>
internal sealed unsafe class ConvolutionWork : IParallelWork
{
    private readonly FilterWindow _window;
    private readonly int _filters;
    private readonly bool _isGradient;
    private readonly FloatBuffer _panels;
    private readonly FloatBuffer _start;
    private readonly FloatBuffer[] _frames;
    private readonly FloatBuffer[] _outputs;
    private readonly FloatBuffer[] _gradients;

    /// <param name="side">The height and width of the image.</param>
    /// <param name="channels">Its channels.</param>
    /// <param name="filters">The number of filters.</param>
    /// <param name="size">The height and width of a filter.</param>
    /// <param name="isGradient">Whether the gradient of the filters is computed, not the outputs.</param>
    /// <param name="threads">The number of threads, each with memory of its own.</param>
    public ConvolutionWork(int side, int channels, int filters, int size, bool isGradient, int threads)
    {
        int frameSide = side + size - 1;
        _window = new FilterWindow(side, side, size, 1, channels, frameSide * channels);
        (_filters, _isGradient) = (filters, isGradient);
        int padded = ConvolutionProduct.Padded(filters);
        _panels = Filled(_window.FilterRows * padded);
        _start = Filled(padded);
        _frames = Each(frameSide * frameSide * channels);
        _outputs = Each(side * side * filters);
        _gradients = Each(isGradient ? ConvolutionProduct.PaddedRows(_window.FilterRows) * padded : 0);

        FloatBuffer[] Each(int length) => [.. Enumerable.Range(0, threads).Select(_ => Filled(length))];
    }

    /// <summary>Additions and multiplications of a job.</summary>
    public double Operations => 2.0 * _window.Rows * _window.Columns * _window.FilterRows * _filters;

    public void Do(int job, int worker)
    {
        if (_isGradient)
            ConvolutionProduct.AddGradient(
                _window,
                _frames[worker].Pointer,
                _outputs[worker].Pointer,
                _gradients[worker].Pointer,
                _filters
            );
        else
            ConvolutionProduct.Forward(
                _window,
                _frames[worker].Pointer,
                _panels.Pointer,
                _start.Pointer,
                _outputs[worker].Pointer,
                _filters
            );
        GC.KeepAlive(this);
    }

    private static FloatBuffer Filled(int length)
    {
        FloatBuffer buffer = new(length);
        buffer.Span.Fill(1e-3f);
        return buffer;
    }
}
