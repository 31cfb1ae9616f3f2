using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>ln(1 + e^x) (Dugas et al. 2001); its derivative, the sigmoid of x, is 1 - e^-y.</summary>
public sealed record Softplus : Activation
{
    internal override string Keyword => "softplus";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => graph.Add("Softplus", [netInput]);

    internal override double Of(double x) => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));

    internal override double DerivativeAt(double x) => 1 / (1 + Math.Exp(-x));

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        // max(x, 0) + ln(1 + e^-|x|) cannot overflow. Where e^-|x| = t is lost beside 1, ln(1 + t) is t to the last bit.
        public static Vector<float> Apply(Vector<float> x, float parameter)
        {
            Vector<float> t = Exponential.Exp(-Vector.Abs(x));
            Vector<float> logarithm = Vector.ConditionalSelect(
                Vector.LessThan(t, new Vector<float>(1e-4f)),
                t - (t * t * 0.5f),
                Exponential.LogFromOneToTwo(Vector<float>.One + t)
            );
            return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x - x) + logarithm;
        }
    }

    private readonly struct Derivative : IBinaryFunction
    {
        // For small y, 1 - e^-y loses its digits to cancellation; y - y²/2 + y³/6 does not.
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter)
        {
            Vector<float> series = y * (Vector<float>.One - (y * (new Vector<float>(0.5f) - (y * (1f / 6)))));
            return x
                * Vector.ConditionalSelect(Vector.LessThan(y, new Vector<float>(0.01f)), series, Vector<float>.One - Exponential.Exp(-y));
        }
    }
}
