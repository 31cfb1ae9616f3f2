using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// x Φ(x), Φ being the distribution function of the normal distribution (Hendrycks and Gimpel 2016), not its approximation by tanh; its
/// derivative is Φ(x) + x φ(x).
/// </summary>
internal sealed record GELUActivation : NetInputActivation
{
    public override string Name => "gelu";

    internal override void Forward(ReadOnlySpan<float> netInput, Span<float> output)
    {
        netInput.CopyTo(output);
        Elementwise.Map<Function>(output);
    }

    internal override void Backward(ReadOnlySpan<float> netInput, ReadOnlySpan<float> error, Span<float> netInputError)
    {
        error.CopyTo(netInputError);
        Elementwise.Map<Derivative>(netInputError, netInput);
    }

    /// <summary>
    /// Φ(x) = erfc(-x / √2) / 2 by the rational approximation of Abramowitz and Stegun 1964, 7.1.26, whose error is below 1.5e-7. The tail
    /// is computed for -|x| and reflected, so that small values keep their digits.
    /// </summary>
    private static Vector<float> Distribution(Vector<float> x)
    {
        Vector<float> z = Vector.Abs(x) * 0.70710678f;
        Vector<float> t = Vector<float>.One / (Vector<float>.One + (z * 0.3275911f));
        Vector<float> polynomial = new(1.061405429f);
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new Vector<float>(-1.453152027f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new Vector<float>(1.421413741f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new Vector<float>(-0.284496736f));
        polynomial = Vector.FusedMultiplyAdd(polynomial, t, new Vector<float>(0.254829592f));
        Vector<float> tail = polynomial * t * Vector.Exp(-z * z) * 0.5f;
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One - tail, tail);
    }

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * Distribution(x);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter)
        {
            Vector<float> density = Vector.Exp(y * y * -0.5f) * 0.39894228f;
            return x * Vector.FusedMultiplyAdd(y, density, Distribution(y));
        }
    }
}
