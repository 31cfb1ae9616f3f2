using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>max(0, x); its derivative is 1 where the output is positive, else 0, also at 0. NaN remains NaN.</summary>
public sealed record ReLU : Activation
{
    internal override string Keyword => "relu";

    /// <summary>Division by the sum: outputs are never negative.</summary>
    public override OutputNormalization Normalization => OutputNormalization.Sum;

    /// <summary><see cref="Initializer.He"/>.</summary>
    public override Initializer DefaultInitializer => Initializer.He;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => graph.Add("Relu", [netInput]);

    internal override double Of(double x) => Math.Max(0, x);

    internal override double DerivativeAt(double x) => x > 0 ? 1 : 0;

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<float>.Zero), Vector<float>.Zero, x);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            Vector.ConditionalSelect(Vector.LessThanOrEqual(y, Vector<float>.Zero), Vector<float>.Zero, x);
    }
}
