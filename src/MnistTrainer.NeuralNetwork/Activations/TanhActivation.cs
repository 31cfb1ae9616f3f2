using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The hyperbolic tangent; its derivative is 1 - y².</summary>
internal sealed record TanhActivation : Activation
{
    public override string Name => "tanh";

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        // tanh x = 1 - 2 / (e^2x + 1) loses digits near 0, where x itself, less x³ / 3, is the better value.
        public static Vector<float> Apply(Vector<float> x, float parameter)
        {
            Vector<float> one = Vector<float>.One;
            Vector<float> large = one - (new Vector<float>(2f) / (Vector.Exp(x + x) + one));
            Vector<float> square = x * x;
            Vector<float> small = x * (one - (square * (new Vector<float>(1f / 3f) - (square * new Vector<float>(2f / 15f)))));
            return Vector.ConditionalSelect(Vector.LessThan(square, new Vector<float>(0.01f)), small, large);
        }
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) => x * (Vector<float>.One - (y * y));
    }
}
