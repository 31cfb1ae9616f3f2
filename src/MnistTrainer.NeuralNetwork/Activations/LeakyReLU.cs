using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>x where positive, else slope times x (Maas, Hannun and Ng 2013). Its derivative is 1 or the slope.</summary>
/// <param name="Slope">From 0 to below 1. Default: 0.01.</param>
public sealed record LeakyReLU(float Slope = 0.01f) : Activation
{
    internal override string Keyword => "leaky-relu";

    /// <summary><see cref="Initializer.He"/>.</summary>
    public override Initializer DefaultInitializer => Initializer.He;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("LeakyRelu", [netInput], new OperatorArgument("alpha", Slope));

    internal override Activation With(Settings settings) => this with { Slope = settings.Number("slope", Slope, Interval.Share) };

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
