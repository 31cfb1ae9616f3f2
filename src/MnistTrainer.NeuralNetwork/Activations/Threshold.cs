using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The step function of the first perceptrons: 1 for a net input of at least 0, else 0 (Rosenblatt 1958).</summary>
public sealed record Threshold : Activation
{
    internal override string Keyword => "step";

    /// <summary>Division by the sum: outputs are never negative.</summary>
    public override OutputNormalization Normalization => OutputNormalization.Sum;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add(
            "Cast",
            [graph.Add("GreaterOrEqual", [netInput, graph.Constant(0f)])],
            new OperatorArgument("to", IOperatorGraph.FloatElements)
        );

    /// <inheritdoc/>
    public override bool IsDifferentiable => false;

    internal override double Of(double x) => x >= 0 ? 1 : 0;

    internal override double DerivativeAt(double x) => throw new NotSupportedException("A threshold has no useful derivative.");

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) =>
        throw new InvalidOperationException("The step activation has no useful derivative; a network with it cannot be trained.");

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
    }
}
