using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A layer of filters that move over an image: at every position, y = f(Σ x w + b) over the pixels and channels under a filter, with the same weights everywhere (LeCun, Bottou,
/// Bengio and Haffner 1998). Each filter produces one channel of the output. Weights are stored by row of the filter, pixel and channel, with those of all filters next to each
/// other, followed by the biases. With maxout, a filter has k neighboring columns of weights and k biases.
/// </summary>
/// <param name="Filters">The number of filters, at least 1.</param>
/// <param name="Size">The height and width of a filter in pixels, at least 1.</param>
/// <param name="Activation">The activation f. Default: the identity.</param>
/// <param name="Stride">The distance between positions of a filter in pixels, at least 1. Default: 1.</param>
/// <param name="Padding">The padding around the image. Default: none, so that filters stay inside the image.</param>
/// <param name="UseBias">Whether each filter has a bias. Default: true.</param>
public sealed record Convolution(
    int Filters,
    int Size,
    Activation? Activation = null,
    int Stride = 1,
    Padding Padding = Padding.Valid,
    bool UseBias = true
) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "convolution";

    /// <inheritdoc/>
    public override Activation Activation { get; init; } = Activation ?? Activation.Identity;

    /// <summary>How the weights are initialized. Default: the initializer for the activation (<see cref="Activation.DefaultInitializer"/>).</summary>
    public Initializer Initializer { get; init; } = (Activation ?? Activation.Identity).DefaultInitializer;

    /// <summary>The number of columns of the weight matrix: the net inputs of all filters.</summary>
    internal int Columns => checked(Filters * Activation.NetInputsPerUnit);

    /// <inheritdoc/>
    public override string Describe(Shape input)
    {
        string stride = Stride == 1 ? "" : FormattableString.Invariant($", stride {Stride}"),
            padding = Padding == Padding.Same ? ", same" : "",
            bias = UseBias ? "" : ", no bias";
        return FormattableString.Invariant(
            $"convolution {Size}x{Size}{stride}{padding}: {input} → {OutputShape(input)}, {Activation}{bias}"
        );
    }

    /// <summary><c>weight</c> (columns x channels x size x size) and, if used, <c>bias</c> (columns).</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input)
    {
        long columns = (long)Filters * Activation.NetInputsPerUnit;
        ParameterTensor weight = new("weight", columns, input.Channels, Size, Size) { IsPenalized = true, Order = [2, 3, 1, 0] };
        return UseBias ? [weight, new ParameterTensor("bias", columns)] : [weight];
    }

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ImageWindow window = WindowOn(input);
        string net = graph.Add(
            "Conv",
            [ChannelOperators.ToImages(graph, input, values), .. tensors],
            new OperatorArgument("strides", [Stride, Stride]),
            new OperatorArgument("pads", [window.Top, window.Left, window.Bottom, window.Right])
        );
        return Activation.AddOperators(graph, ChannelOperators.ToRows(graph, NetShape(input), net));
    }

    internal override Layer With(Settings settings)
    {
        int filters = settings.WholeNumber("filters", Filters, Interval.AtLeast(1)),
            size = settings.WholeNumber("size", Size, Interval.AtLeast(1));
        Activation activation = settings.Member("activation", Activation, Activation.Registry);
        int stride = settings.WholeNumber("stride", Stride, Interval.AtLeast(1));
        Padding padding = settings.Choice("padding", Padding);
        bool useBias = settings.Flag("bias", UseBias);
        Convolution layer = new(filters, size, activation, stride, padding, useBias);

        // The initializer is kept unless the new activation has a different default.
        Initializer initializer = activation == Activation ? Initializer : layer.Initializer;
        return layer with { Initializer = settings.Member("initializer", initializer, Initializer.Registry) };
    }

    /// <inheritdoc/>
    public override bool NeedsImage => true;

    internal override bool AllowsBookRule => false;

    /// <summary>The positions of the filters on images.</summary>
    internal ImageWindow WindowOn(Shape input) => new(input, Size, Stride, Padding);

    /// <summary>The shape of the net inputs.</summary>
    internal Shape NetShape(Shape input) => new(Columns, WindowOn(input).Rows, WindowOn(input).Columns);

    private protected override IEnumerable<string> Misfits(Shape input) =>
        WindowOn(input).Fits ? [] : [$"filters of {Size}x{Size} do not fit into {input}; padding same adds zeros around it"];

    private protected override Shape OutputOf(Shape input) => new(Filters, WindowOn(input).Rows, WindowOn(input).Columns);

    internal override LayerKernel Bind(Shape input, int firstParameter) => new ConvolutionKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        ImageWindow window = WindowOn(input);
        int columns = Columns,
            channels = input.Channels,
            weights = Size * Size * channels * columns,
            places = window.Rows * window.Columns;
        double[][] netInputs = [.. rows.Select(_ => new double[places * columns])],
            outputs = [.. rows.Select(_ => new double[places * Filters])];
        for (int row = 0; row < rows.Length; row++)
        {
            for (int place = 0; place < places; place++)
            {
                Span<double> net = netInputs[row].AsSpan(place * columns, columns);
                for (int j = 0; j < columns; j++)
                    net[j] = UseBias ? parameters[weights + j] : 0;
                for (int at = 0; at < Size * Size; at++)
                {
                    if (window.PixelUnder(place, at) is not (>= 0 and int pixel))
                        continue;
                    for (int channel = 0; channel < channels; channel++)
                    {
                        double value = rows[row][(pixel * channels) + channel];
                        ReadOnlySpan<double> filters = parameters.Slice(((at * channels) + channel) * columns, columns);
                        for (int j = 0; j < filters.Length; j++)
                            net[j] += value * filters[j];
                    }
                }

                Activation.Exact(net, outputs[row].AsSpan(place * Filters, Filters));
            }
        }

        return new ExactLayerPass(rows, netInputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        ImageWindow window = WindowOn(input);
        int columns = Columns,
            channels = input.Channels;
        double[] errors = new double[input.Size];
        for (int place = 0; place < window.Rows * window.Columns; place++)
        {
            ReadOnlySpan<double> net = netErrors.Slice(place * columns, columns);
            for (int at = 0; at < Size * Size; at++)
            {
                if (window.PixelUnder(place, at) is not (>= 0 and int pixel))
                    continue;
                for (int channel = 0; channel < channels; channel++)
                {
                    ReadOnlySpan<double> filters = parameters.Slice(((at * channels) + channel) * columns, columns);
                    double error = 0;
                    for (int j = 0; j < filters.Length; j++)
                        error += net[j] * filters[j];
                    errors[(pixel * channels) + channel] += error;
                }
            }
        }

        return errors;
    }
}
