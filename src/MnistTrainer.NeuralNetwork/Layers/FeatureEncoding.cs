using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Encodes the columns of a table so that training does not depend on their units. Each column x is scaled to z = s (x - c), with a center c and a scale s, and encoded
/// as f(z) = z / √(1 + (z / b)²), which hardly changes small values and approaches ±b for outliers (Holzmüller, Grinsztajn and Steinwart 2024, "Better by
/// default", section 3.1). These values are followed by ramps, the piecewise-linear encoding of Gorishniy, Rubachev and Babenko 2022, "On embeddings for numerical features in
/// tabular deep learning", section 3.2.1: a ramp rises from 0 at its start to 1 at its end and is constant on either side, so that the next layer can learn any function
/// of a column that is linear between starts and ends. A missing value, NaN, is encoded as 0 everywhere, and its indicator is 1. All parameters are computed from the table
/// (<see cref="FeatureStatistics"/>); they are not trained.
/// </summary>
/// <param name="Clip">b, the bound that outliers approach, above 0; or 0 for none. Default: 3.</param>
/// <param name="Ramps">The total number of ramps of all columns, at least 0. Default: 0.</param>
/// <param name="Indicators">The number of columns with an indicator of missing values; at least 0. Default: 0.</param>
public sealed record FeatureEncoding(float Clip = 3, int Ramps = 0, int Indicators = 0) : Layer
{
    /// <summary>The limit of |z / b|, beyond which f is exactly ±b; it keeps squares finite.</summary>
    internal const float LargestShare = 1e9f;

    /// <inheritdoc/>
    public override string Kind => "feature-encoding";

    /// <summary>The identity.</summary>
    public override Activation Activation { get; init; } = Activation.Identity;

    /// <inheritdoc/>
    public override string Describe(Shape input) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"feature encoding {input.Size} → {OutputOf(input).Size}{(Ramps == 0 ? "" : $", ramps {Ramps}")}{(Indicators == 0 ? "" : $", indicators {Indicators}")}"
        );

    /// <summary>
    /// <c>center</c> and <c>scale</c>, each with one value per column; <c>ramp_column</c>, <c>ramp_start</c> and <c>ramp_slope</c>, each with one value per ramp; and
    /// <c>indicator_column</c>. Columns are counted from 0.
    /// </summary>
    public override ImmutableArray<ParameterTensor> Tensors(Shape input) =>
        [
            new("center", input.Size),
            new("scale", input.Size) { IsNonNegative = true },
            .. Ramps == 0
                ? []
                : (ParameterTensor[])
                    [
                        new("ramp_column", Ramps) { IndexesBelow = input.Size },
                        new("ramp_start", Ramps),
                        new("ramp_slope", Ramps) { IsNonNegative = true },
                    ],
            .. Indicators == 0 ? [] : (ParameterTensor[])[new("indicator_column", Indicators) { IndexesBelow = input.Size }],
        ];

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, Shape input, string values, IReadOnlyList<string> tensors)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(tensors);
        string zero = graph.Constant(0),
            one = graph.Constant(1);
        List<string> parts = [Present(values, Clipped(graph.Add("Mul", [graph.Add("Sub", [values, tensors[0]]), tensors[1]])))];
        if (Ramps > 0)
        {
            string chosen = Choose(tensors[2]),
                ramps = graph.Add("Clip", [graph.Add("Mul", [graph.Add("Sub", [chosen, tensors[3]]), tensors[4]]), zero, one]);
            parts.Add(Present(chosen, ramps));
        }

        if (Indicators > 0)
            parts.Add(
                graph.Add("Cast", [graph.Add("IsNaN", [Choose(tensors[^1])])], new OperatorArgument("to", IOperatorGraph.FloatElements))
            );
        return parts.Count == 1 ? parts[0] : graph.Add("Concat", parts, new OperatorArgument("axis", 1));

        string Present(string from, string encoded) => graph.Add("Where", [graph.Add("IsNaN", [from]), zero, encoded]);

        string Choose(string columns) =>
            graph.Add(
                "Gather",
                [values, graph.Add("Cast", [columns], new OperatorArgument("to", IOperatorGraph.IntegerElements))],
                new OperatorArgument("axis", 1)
            );

        string Clipped(string z)
        {
            if (Clip == 0)
                return z;
            string share = graph.Add(
                    "Clip",
                    [graph.Add("Div", [z, graph.Constant(Clip)]), graph.Constant(-LargestShare), graph.Constant(LargestShare)]
                ),
                root = graph.Add("Sqrt", [graph.Add("Add", [one, graph.Add("Mul", [share, share])])]);
            return graph.Add("Mul", [graph.Constant(Clip), graph.Add("Div", [share, root])]);
        }
    }

    internal override bool AcceptsMissingValues => true;

    internal override Layer With(Settings settings) =>
        this with
        {
            Clip = settings.Number("clip", Clip, Interval.AtLeast(0)),
            Ramps = settings.WholeNumber("ramps", Ramps, Interval.AtLeast(0)),
            Indicators = settings.WholeNumber("indicators", Indicators, Interval.AtLeast(0)),
        };

    private protected override IEnumerable<string> Misfits(Shape input)
    {
        if ((long)input.Size + Ramps + Indicators > NetworkDefinition.MaximumParameters)
            yield return $"its output has more than {NetworkDefinition.MaximumParameters} values";
    }

    private protected override Shape OutputOf(Shape input) =>
        Ramps + Indicators == 0 ? input : Shape.Vector(checked(input.Size + Ramps + Indicators));

    internal override LayerKernel Bind(Shape input, int firstParameter) => new FeatureEncodingKernel(this, input, firstParameter);

    internal override ExactLayerPass Exact(Shape input, double[][] rows, ReadOnlySpan<double> parameters, ExactPass pass)
    {
        double[][] outputs = new double[rows.Length][];
        for (int row = 0; row < rows.Length; row++)
            outputs[row] = Exact(rows[row], parameters);
        return new ExactLayerPass(rows, outputs, outputs);
    }

    internal override double[] ExactPropagateError(
        Shape input,
        ExactLayerPass pass,
        ReadOnlySpan<double> parameters,
        ReadOnlySpan<double> netErrors
    )
    {
        int width = input.Size;
        double[] x = pass.Inputs[0],
            errors = new double[width];
        for (int i = 0; i < width; i++)
        {
            double root = Root(parameters[width + i] * (x[i] - parameters[i]));
            errors[i] = double.IsNaN(x[i]) ? 0 : netErrors[i] * parameters[width + i] / (root * root * root);
        }

        for (int ramp = 0; ramp < Ramps; ramp++)
        {
            (int column, double start, double slope) = RampOf(parameters[(2 * width)..], ramp);
            double height = slope * (x[column] - start);
            if (height is > 0 and < 1)
                errors[column] += netErrors[width + ramp] * slope;
        }

        return errors;
    }

    /// <summary>Adds up the outputs for each column: its own value, its ramps and its indicator.</summary>
    /// <param name="width">The number of columns.</param>
    /// <param name="encoded">A number for each output.</param>
    /// <param name="parameters">The parameters of the layer.</param>
    internal double[] SumByColumn(int width, ReadOnlySpan<double> encoded, ReadOnlySpan<double> parameters)
    {
        double[] sums = encoded[..width].ToArray();
        for (int ramp = 0; ramp < Ramps; ramp++)
            sums[RampOf(parameters[(2 * width)..], ramp).Column] += encoded[width + ramp];
        for (int i = 0; i < Indicators; i++)
            sums[(int)parameters[(2 * width) + (3 * Ramps) + i]] += encoded[width + Ramps + i];
        return sums;
    }

    private double[] Exact(double[] x, ReadOnlySpan<double> parameters)
    {
        int width = x.Length;
        double[] y = new double[width + Ramps + Indicators];
        for (int i = 0; i < width; i++)
        {
            double z = parameters[width + i] * (x[i] - parameters[i]);
            y[i] = double.IsNaN(x[i]) ? 0 : z / Root(z);
        }

        for (int ramp = 0; ramp < Ramps; ramp++)
        {
            (int column, double start, double slope) = RampOf(parameters[(2 * width)..], ramp);
            y[width + ramp] = double.IsNaN(x[column]) ? 0 : Math.Clamp(slope * (x[column] - start), 0, 1);
        }

        for (int i = 0; i < Indicators; i++)
            y[width + Ramps + i] = double.IsNaN(x[(int)parameters[(2 * width) + (3 * Ramps) + i]]) ? 1 : 0;
        return y;
    }

    private (int Column, double Start, double Slope) RampOf(ReadOnlySpan<double> ramps, int ramp) =>
        ((int)ramps[ramp], ramps[Ramps + ramp], ramps[(2 * Ramps) + ramp]);

    /// <summary>√(1 + (z / b)²), by which z is divided; the derivative of f is this to the power of -3.</summary>
    private double Root(double z) => Clip == 0 ? 1 : Math.Sqrt(1 + (z / Clip * (z / Clip)));
}
