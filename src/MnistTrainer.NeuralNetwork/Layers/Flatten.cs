using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Converts an image with channels to a vector, pixel by pixel. Optional before a dense layer, which does the same; it only makes the conversion visible.
/// </summary>
public sealed record Flatten : Layer
{
    /// <inheritdoc/>
    public override string Kind => "flatten";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) => $"flatten: {input} → {OutputShape(input)}";

    /// <summary>None.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [];

    /// <summary>Adds nothing: rows are already flat.</summary>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors) => values;

    internal override Layer With(Settings settings) => this;

    private protected override Shape OutputOf(Shape input) => Shape.Vector(input.Size);

    internal override LayerKernel Bind(Shape input, int firstParameter) => new FlattenKernel(input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass) =>
        new(rows, rows, rows);

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) => netErrors.ToArray();
}
