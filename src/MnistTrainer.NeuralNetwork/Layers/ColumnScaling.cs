using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Trains a scale for each column: y = r s x, with a scale s for every column and a common rate r. Because s starts at 1 / r, columns are unchanged at first, and an optimizer whose
/// step size does not depend on the size of the gradient, such as <see cref="Adam"/>, changes r s faster than weights by a factor of r (Holzmüller, Grinsztajn and Steinwart
/// 2024, "Better by default", section 3.1: a scaling layer before the first weights with six times the rate). The minimum of an L2 penalty on s and on the weights
/// of the next layer is a penalty on |s| |w| of each column, which drives uninformative columns toward 0.
/// </summary>
/// <param name="Rate">r, above 0. Default: 6.</param>
public sealed record ColumnScaling(float Rate = 6) : Layer
{
    /// <inheritdoc/>
    public override string Kind => "column-scaling";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) =>
        string.Create(CultureInfo.InvariantCulture, $"column scaling {input.Size}, rate {Rate}");

    /// <summary><c>scale</c>, with one value per column.</summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) => [new("scale", input.Size) { IsPenalized = true }];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tensors);
        return graph.Add("Mul", [values, graph.Add("Mul", [tensors[0], graph.Constant(Rate)])]);
    }

    /// <summary>False: the book's networks have no scales.</summary>
    internal override bool AllowsBookRule => false;

    internal override Layer With(Settings settings) => this with { Rate = settings.Number("rate", Rate, Interval.Positive) };

    private protected override Shape OutputOf(Shape input) => input;

    internal override LayerKernel Bind(Shape input, int firstParameter) =>
        new ColumnScalingKernel(this, input, firstParameter, firstParameter == 0 ? default : new ErrorRange(0, input.Size));

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        double[] factors = Factors(parameters);
        double[][] outputs = [.. rows.Select(row => Scaled(row, factors))];
        return new ExactLayerPass(rows, outputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    ) => Scaled(netErrors.ToArray(), Factors(parameters));

    private double[] Factors(ReadOnlySpan<double> parameters)
    {
        double[] factors = parameters.ToArray();
        for (int i = 0; i < factors.Length; i++)
            factors[i] *= Rate;
        return factors;
    }

    private static double[] Scaled(double[] row, double[] factors) => [.. row.Zip(factors, (value, factor) => value * factor)];
}
