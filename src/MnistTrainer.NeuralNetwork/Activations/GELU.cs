using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// x Φ(x), Φ being the distribution function of the normal distribution (Hendrycks and Gimpel 2016), not its approximation by tanh; its
/// derivative is Φ(x) + x φ(x).
/// </summary>
public sealed record GELU : NetInputActivation
{
    internal override string Keyword => "gelu";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput)
    {
        // x (1 + erf(x / √2)) / 2: ONNX has an operator of its own only from opset 20.
        string erf = graph.Add("Erf", [graph.Add("Mul", [netInput, graph.Constant(0.70710678f)])]);
        return graph.Add("Mul", [graph.Add("Mul", [netInput, graph.Constant(0.5f)]), graph.Add("Add", [erf, graph.Constant(1f)])]);
    }

    internal override double Of(double x) => x * Distribution(x);

    internal override double DerivativeAt(double x) => Distribution(x) + (x * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));

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
        Vector<float> tail = polynomial * t * Exponential.Exp(-z * z) * 0.5f;
        return Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), Vector<float>.One - tail, tail);
    }

    /// <summary>
    /// Φ(x) in double precision: near 0 by the series ½ + φ(x) (x + x³/3 + x⁵/(3·5) + …) (Marsaglia 2004), further out the tail by the continued
    /// fraction φ(x) / (x + 1/(x + 2/(x + 3/(x + …)))) (Laplace 1805).
    /// </summary>
    private static double Distribution(double x)
    {
        double density = Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
        if (Math.Abs(x) < 4)
        {
            double term = x,
                sum = x;
            for (int i = 3; Math.Abs(term) > 1e-20 * Math.Abs(sum) && i < 400; i += 2)
                sum += term *= x * x / i;
            return 0.5 + (density * sum);
        }

        double fraction = Math.Abs(x);
        for (int i = 60; i >= 1; i--)
            fraction = Math.Abs(x) + (i / fraction);
        double tail = density / fraction;
        return x > 0 ? 1 - tail : tail;
    }

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * Distribution(x);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter)
        {
            Vector<float> density = Exponential.Exp(y * y * -0.5f) * 0.39894228f;
            return x * Vector.FusedMultiplyAdd(y, density, Distribution(y));
        }
    }
}
