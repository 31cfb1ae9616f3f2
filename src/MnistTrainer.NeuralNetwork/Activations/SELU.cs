using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// λ x where positive, else λ α (e^x - 1), with the λ and α that make mean 0 and variance 1 a fixed point (Klambauer, Unterthiner, Mayr and
/// Hochreiter 2017, equation 14); its derivative is λ or y + λ α.
/// </summary>
public sealed record SELU : Activation
{
    private const double Alpha = 1.6732632423543772;
    private const double Lambda = 1.0507009873554805;

    internal override string Keyword => "selu";

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) => graph.Add("Selu", [netInput]);

    internal override double Of(double x) => Lambda * (x > 0 ? x : Alpha * (Math.Exp(x) - 1));

    internal override double DerivativeAt(double x) => Lambda * (x > 0 ? 1 : Alpha * Math.Exp(x));

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) => Elementwise.Map<Derivative>(error, output);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(
                Vector.GreaterThan(x, Vector<float>.Zero),
                x * (float)Lambda,
                (Exponential.Exp(x) - Vector<float>.One) * (float)(Lambda * Alpha)
            );
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            x
            * Vector.ConditionalSelect(
                Vector.GreaterThan(y, Vector<float>.Zero),
                new Vector<float>((float)Lambda),
                y + new Vector<float>((float)(Lambda * Alpha))
            );
    }
}
