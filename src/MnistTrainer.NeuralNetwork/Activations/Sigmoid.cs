using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The logistic function; its derivative is y (1 - y).</summary>
public sealed record Sigmoid : Activation
{
    internal override string Keyword => "sigmoid";

    /// <summary>Division by the sum: outputs are never negative.</summary>
    public override OutputNormalization Normalization => OutputNormalization.Sum;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => graph.Add("Sigmoid", [netInput]);

    internal override double Of(double x) => 1 / (1 + Math.Exp(-x));

    internal override double DerivativeAt(double x) => Of(x) * (1 - Of(x));

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector<float>.One / (Vector<float>.One + Exponential.Exp(-x));
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) => x * (y * (Vector<float>.One - y));
    }
}
