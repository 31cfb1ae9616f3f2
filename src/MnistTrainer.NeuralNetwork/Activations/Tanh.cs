using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The hyperbolic tangent; its derivative is 1 - y².</summary>
public sealed record Tanh : Activation
{
    internal override string Keyword => "tanh";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => graph.Add("Tanh", [netInput]);

    internal override double Of(double x) => Math.Tanh(x);

    internal override double DerivativeAt(double x) => 1 - (Math.Tanh(x) * Math.Tanh(x));

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        // 1 - 2 / (e^2x + 1) loses digits where it is near 0: there Lambert's continued fraction (1768), cut after seven terms, is exact to the
        // last digit of a float.
        public static Vector<float> Apply(Vector<float> x, float parameter)
        {
            Vector<float> one = Vector<float>.One;
            Vector<float> large = one - (new Vector<float>(2f) / (Exponential.Exp(x + x) + one));
            Vector<float> q = x * x;
            Vector<float> above = new Vector<float>(135135f) + (q * (new Vector<float>(17325f) + (q * (new Vector<float>(378f) + q))));
            Vector<float> below =
                new Vector<float>(135135f) + (q * (new Vector<float>(62370f) + (q * (new Vector<float>(3150f) + (q * 28f)))));
            return Vector.ConditionalSelect(Vector.LessThan(q, one), x * above / below, large);
        }
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) => x * (Vector<float>.One - (y * y));
    }
}
