using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The threshold of the first perceptrons: 1 from 0 on, else 0 (Rosenblatt 1958).</summary>
internal sealed record StepActivation : Activation
{
    public override string Name => "step";

    public override bool IsDifferentiable => false;

    internal override double Of(double x) => x >= 0 ? 1 : 0;

    internal override double DerivativeAt(double x) => throw new NotSupportedException("A threshold has no derivative to train with.");

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) =>
        throw new InvalidOperationException("The step activation has no useful derivative; a network with it cannot be trained.");

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, Vector<float>.Zero), Vector<float>.One, Vector<float>.Zero);
    }
}
