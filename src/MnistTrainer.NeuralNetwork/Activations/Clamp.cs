using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// x between two bounds, else the nearer of them: max(lower, min(x, upper)). Its derivative is 1 strictly between the bounds, else 0. With bounds of -1 and 1 it is also known
/// as hard tanh (Collobert 2004). NaN remains NaN.
/// </summary>
/// <param name="Lower">The lower bound. Default: -1.</param>
/// <param name="Upper">The upper bound, above <paramref name="Lower"/>. Default: 1.</param>
public sealed record Clamp(float Lower = -1f, float Upper = 1f) : Activation
{
    internal override string Keyword => "clamp";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("Clip", [netInput, graph.Constant(Lower), graph.Constant(Upper)]);

    internal override Activation With(Settings settings)
    {
        float lower = settings.Number("lower", Lower, Interval.Finite);
        return this with { Lower = lower, Upper = settings.Number("upper", Upper, Interval.Above(lower)) };
    }

    internal override double Of(double x) => Math.Clamp(x, Lower, Upper);

    internal override double DerivativeAt(double x) => x > Lower && x < Upper ? 1 : 0;

    internal override void Forward(Span<float> values, int width)
    {
        Elementwise.Map<AtLeast>(values, Lower);
        Elementwise.Map<AtMost>(values, Upper);
    }

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width)
    {
        Elementwise.Map<WhereAbove>(error, output, Lower);
        Elementwise.Map<WhereBelow>(error, output, Upper);
    }

    private readonly struct AtLeast : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.LessThan(x, new Vector<float>(parameter)), new Vector<float>(parameter), x);
    }

    private readonly struct AtMost : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, new Vector<float>(parameter)), new Vector<float>(parameter), x);
    }

    private readonly struct WhereAbove : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            Vector.ConditionalSelect(Vector.LessThanOrEqual(y, new Vector<float>(parameter)), Vector<float>.Zero, x);
    }

    private readonly struct WhereBelow : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(y, new Vector<float>(parameter)), Vector<float>.Zero, x);
    }
}
