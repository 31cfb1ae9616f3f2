using System.Numerics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>x where positive, else a (e^x - 1) (Clevert, Unterthiner and Hochreiter 2016). Its derivative is 1 or y + a.</summary>
/// <param name="Scale">a, above 0. Default: 1.</param>
public sealed record ELU(float Scale = 1f) : Activation
{
    internal override string Keyword => "elu";

    /// <summary><see cref="Initializer.He"/>.</summary>
    public override Initializer DefaultInitializer => Initializer.He;

    /// <inheritdoc/>
    public override string AddOperators(IOperatorGraph graph, string netInput) =>
        graph.Add("Elu", [netInput], new OperatorArgument("alpha", Scale));

    internal override Activation With(Settings settings) => this with { Scale = settings.Number("scale", Scale, Interval.Positive) };

    internal override double Of(double x) => x > 0 ? x : Scale * (Math.Exp(x) - 1);

    internal override double DerivativeAt(double x) => x > 0 ? 1 : Scale * Math.Exp(x);

    internal override void Forward(Span<float> values, int width) => Elementwise.Map<Function>(values, Scale);

    internal override void Backward(ReadOnlySpan<float> output, Span<float> error, int width) =>
        Elementwise.Map<Derivative>(error, output, Scale);

    private readonly struct Function : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<float>.Zero), x, (Exponential.Exp(x) - Vector<float>.One) * parameter);
    }

    private readonly struct Derivative : IBinaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, Vector<float> y, float parameter) =>
            Vector.ConditionalSelect(Vector.GreaterThan(y, Vector<float>.Zero), x, x * (y + new Vector<float>(parameter)));
    }
}
