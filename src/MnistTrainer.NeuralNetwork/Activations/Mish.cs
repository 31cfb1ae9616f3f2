using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// x tanh(softplus(x)) (Misra 2019). With n = e^x and w = n (n + 2), tanh(softplus(x)) = w / (w + 2), and the derivative is w / (w + 2) + 4 x n (n + 1) / (w + 2)².
/// </summary>
public sealed record Mish : NetInputActivation
{
    // From here on tanh(softplus(x)) is 1 to the last bit of a float, and n² stays finite.
    private const float Saturation = 20;

    internal override string Keyword => "mish";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("Mul", [netInput, graph.Add("Tanh", [graph.Add("Softplus", [netInput])])]);

    internal override double Of(double x)
    {
        double w = W(x, out _);
        return x * w / (w + 2);
    }

    internal override double DerivativeAt(double x)
    {
        double w = W(x, out double n);
        return (w / (w + 2)) + (4 * x * n * (n + 1) / ((w + 2) * (w + 2)));
    }

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

    private static double W(double x, out double n)
    {
        n = Math.Exp(Math.Min(x, 2 * Saturation));
        return n * (n + 2);
    }

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter)
        {
            Vector<float> two = new(2f),
                n = Exponential.Exp(Vector.Min(x, new Vector<float>(Saturation))),
                w = n * (n + two);
            return x * (w / (w + two));
        }
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter)
        {
            Vector<float> two = new(2f),
                n = Exponential.Exp(Vector.Min(y, new Vector<float>(Saturation))),
                w = n * (n + two),
                share = Vector<float>.One / (w + two);
            return x * ((w * share) + (y * 4f * (n * share) * ((n + Vector<float>.One) * share)));
        }
    }
}
