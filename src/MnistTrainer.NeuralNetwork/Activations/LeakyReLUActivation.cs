using System.Globalization;
using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>x where positive, else slope times x (Maas, Hannun and Ng 2013); its derivative is 1 or the slope.</summary>
internal sealed record LeakyReLUActivation : Activation
{
    public LeakyReLUActivation(float slope)
    {
        if (!(slope >= 0 && slope < 1))
            throw new InvalidInputException(
                "leaky-relu",
                "a slope from 0 to below 1",
                slope.ToString(CultureInfo.InvariantCulture),
                "Give one, such as 0.01"
            );
        Slope = slope;
    }

    public float Slope { get; }

    public override string Name => string.Create(CultureInfo.InvariantCulture, $"leaky-relu({Slope})");

    internal override double Of(double x) => x > 0 ? x : Slope * (double)x;

    internal override double DerivativeAt(double x) => x > 0 ? 1 : Slope;

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values, Slope);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) =>
        Elementwise.Map<Derivative>(error, output, Slope);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, x * parameter);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), x, x * parameter);
    }
}
