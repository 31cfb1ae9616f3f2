using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The mean of each channel over the whole image: a vector of as many values as there are channels (Lin, Chen and Yan 2014).</summary>
public sealed record GlobalAveragePooling : Layer
{
    /// <inheritdoc/>
    public override string Kind => "global-average-pooling";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) => $"global average pooling: {input} → {OutputShape(input)}";

    /// <summary>None.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors) =>
        ChannelOperators.ToRows(graph, OutputOf(input), graph.Add("GlobalAveragePool", [ChannelOperators.ToImages(graph, input, values)]));

    internal override bool AllowsBookRule => false;

    internal override Layer With(Settings settings) => this;

    private protected override Shape OutputOf(Shape input) => Shape.Vector(input.Channels);

    internal override LayerKernel Bind(Shape input, int firstParameter) => new GlobalAveragePoolingKernel(input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        int channels = input.Channels;
        double[][] outputs =
        [
            .. rows.Select(row => Enumerable.Range(0, channels).Select(c => row.Where((_, i) => i % channels == c).Average()).ToArray()),
        ];
        return new ExactLayerPass(rows, outputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        double[] errors = new double[input.Size];
        for (int i = 0; i < errors.Length; i++)
            errors[i] = netErrors[i % input.Channels] / (input.Height * input.Width);
        return errors;
    }
}
