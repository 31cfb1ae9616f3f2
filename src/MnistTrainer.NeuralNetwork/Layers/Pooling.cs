using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A layer that replaces the pixels in a window, which moves over the image, by one pixel, for each channel separately. It has no parameters.</summary>
/// <param name="Size">The height and width of the window in pixels, at least 1. Default: 2.</param>
/// <param name="Stride">The distance between positions of the window in pixels. Default: 0, for the size of the window.</param>
public abstract record Pooling(int Size = 2, int Stride = 0) : Layer
{
    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input)
    {
        string stride = WindowOn(input).Stride == Size ? "" : FormattableString.Invariant($", stride {Stride}");
        return FormattableString.Invariant($"{Kind.Replace('-', ' ')} {Size}x{Size}{stride}: {input} → {OutputShape(input)}");
    }

    /// <summary>None.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ImageWindow window = WindowOn(input);
        string pooled = graph.Add(
            Operator,
            [ChannelOperators.ToImages(graph, input, values)],
            new OperatorArgument("kernel_shape", [Size, Size]),
            new OperatorArgument("strides", [window.Stride, window.Stride])
        );
        return ChannelOperators.ToRows(graph, OutputOf(input), pooled);
    }

    /// <summary>The corresponding ONNX operator.</summary>
    private protected abstract string Operator { get; }

    /// <summary>Computes one pixel of the output from the pixels in the window.</summary>
    private protected abstract double ExactOf(IEnumerable<double> pixels);

    /// <summary>The derivative of that pixel with respect to a pixel in the window.</summary>
    private protected abstract double ExactDerivative(double[] pixels, int at);

    /// <inheritdoc/>
    public override bool NeedsImage => true;

    internal override bool AllowsBookRule => false;

    internal override Layer With(Settings settings) =>
        this with
        {
            Size = settings.WholeNumber("size", Size, Interval.AtLeast(1)),
            Stride = settings.WholeNumber("stride", Stride, Interval.AtLeast(0)),
        };

    /// <summary>The positions of the window on images.</summary>
    internal ImageWindow WindowOn(Shape input) => new(input, Size, Stride == 0 ? Size : Stride, Padding.Valid);

    private protected override IEnumerable<string> Misfits(Shape input) =>
        WindowOn(input).Fits ? [] : [$"windows of {Size}x{Size} do not fit into {input}"];

    private protected override Shape OutputOf(Shape input) => new(input.Channels, WindowOn(input).Rows, WindowOn(input).Columns);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        ImageWindow window = WindowOn(input);
        Shape output = OutputOf(input);
        double[][] outputs =
        [
            .. rows.Select(row =>
                Enumerable.Range(0, output.Size).Select(i => ExactOf(Under(row, i / output.Channels, i % output.Channels))).ToArray()
            ),
        ];
        return new ExactLayerPass(rows, outputs, outputs);

        IEnumerable<double> Under(double[] row, int place, int channel) =>
            Enumerable.Range(0, Size * Size).Select(at => row[(window.PixelUnder(place, at) * input.Channels) + channel]);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        ImageWindow window = WindowOn(input);
        double[] errors = new double[input.Size],
            pixels = new double[Size * Size];
        for (int i = 0; i < netErrors.Length; i++)
        {
            (int place, int channel) = (i / input.Channels, i % input.Channels);
            for (int at = 0; at < pixels.Length; at++)
                pixels[at] = pass.Inputs[0][PlaceOf(at)];
            for (int at = 0; at < pixels.Length; at++)
                errors[PlaceOf(at)] += netErrors[i] * ExactDerivative(pixels, at);

            int PlaceOf(int at) => (window.PixelUnder(place, at) * input.Channels) + channel;
        }

        return errors;
    }
}
