using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>x σ(x) (Elfwing, Uchibe and Doya 2018; Ramachandran, Zoph and Le 2017, "swish"); its derivative is σ(x) (1 + x (1 - σ(x))).</summary>
public sealed record SiLU : NetInputActivation
{
    internal override string Keyword => "silu";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("Mul", [netInput, graph.Add("Sigmoid", [netInput])]);

    internal override double Of(double x) => x / (1 + Math.Exp(-x));

    internal override double DerivativeAt(double x) => (1 + (x * (1 - (1 / (1 + Math.Exp(-x)))))) / (1 + Math.Exp(-x));

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

    private static Vector<float> Logistic(Vector<float> x) => Vector<float>.One / (Vector<float>.One + Exponential.Exp(-x));

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * Logistic(x);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter)
        {
            Vector<float> sigmoid = Logistic(y);
            return x * sigmoid * (Vector<float>.One + (y * (Vector<float>.One - sigmoid)));
        }
    }
}
