using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Nadam (Dozat 2016): Adam with Nesterov's momentum, with a constant decay β₁. With Adam's m and v, w -= rate * (β₁ m / (1 - β₁ᵗ⁺¹) + (1 - β₁) g / (1 - β₁ᵗ)) / (√v̂ + ε).
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.001.</param>
/// <param name="Beta1">The decay of the running mean of gradients, from 0 to below 1. Default: 0.9.</param>
/// <param name="Beta2">The decay of the running mean of squares, from 0 to below 1. Default: 0.999.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-8.</param>
public sealed record Nadam(float LearningRate = 0.001f, float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f)
    : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "nadam";

    /// <inheritdoc/>
    public override int StateCount => 2;

    internal override Optimizer With(Settings settings) =>
        this with
        {
            Beta1 = settings.Number("beta1", Beta1, Interval.Share),
            Beta2 = settings.Number("beta2", Beta2, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    internal override StepSize SizeOf(long step, float learningRate) =>
        new(
            (float)(learningRate * Beta1 / (1 - Math.Pow(Beta1, step + 1))),
            (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))),
            (float)(learningRate * (1 - Beta1) / (1 - Math.Pow(Beta1, step)))
        );

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size, Beta1, Beta2, Epsilon), range);

    private readonly struct Rule(StepSize size, float beta1, float beta2, float epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
        {
            first = Underflow.Flush(Vector.FusedMultiplyAdd(first, new Vector<float>(beta1), g * (1 - beta1)), Underflow.Mean);
            second = Underflow.Flush(
                Vector.FusedMultiplyAdd(second, new Vector<float>(beta2), Underflow.Square(g) * (1 - beta2)),
                Underflow.MeanSquare
            );
            return w - (Vector.FusedMultiplyAdd(first, new Vector<float>(size.Rate), g * size.Plain) / Deviation(second));
        }

        public Vector<float> Scale(Vector<float> first, Vector<float> second) => Vector<float>.One / Deviation(second);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private Vector<float> Deviation(Vector<float> second) =>
            Vector.FusedMultiplyAdd(Vector.SquareRoot(second), new Vector<float>(size.Correction), new Vector<float>(epsilon));
    }
}
