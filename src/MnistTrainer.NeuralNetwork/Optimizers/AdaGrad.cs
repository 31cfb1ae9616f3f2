using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// AdaGrad (Duchi, Hazan and Singer 2011): s += g²; w -= rate * g / (√s + ε). Parameters whose gradients were large change less.
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.01.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-8.</param>
public sealed record AdaGrad(float LearningRate = 0.01f, float Epsilon = 1e-8f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "adagrad";

    /// <inheritdoc/>
    public override int StateCount => 1;

    internal override Optimizer With(Settings settings) => this with { Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive) };

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size.Rate, Epsilon), range);

    private readonly struct Rule(float rate, float epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
        {
            Vector<float> root = Underflow.Flush(g, Underflow.Root);
            first = Vector.FusedMultiplyAdd(root, root, first);
            return w - (g * rate / (Vector.SquareRoot(first) + new Vector<float>(epsilon)));
        }

        public Vector<float> Scale(Vector<float> first, Vector<float> second) =>
            Vector<float>.One / (Vector.SquareRoot(first) + new Vector<float>(epsilon));
    }
}
