using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// RMSProp (Tieleman and Hinton 2012, lecture 6.5): a running mean of squares, s = decay * s + (1 - decay) g²; w -= rate * g / (√s + ε).
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.001.</param>
/// <param name="Decay">The decay of the running mean of squares, from 0 to below 1. Default: 0.9.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-8.</param>
public sealed record RMSProp(float LearningRate = 0.001f, float Decay = 0.9f, float Epsilon = 1e-8f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "rmsprop";

    /// <inheritdoc/>
    public override int StateCount => 1;

    internal override Optimizer With(Settings settings) =>
        this with
        {
            Decay = settings.Number("decay", Decay, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size.Rate, Decay, Epsilon), range);

    private readonly struct Rule(float rate, float decay, float epsilon) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
        {
            first = Underflow.Flush(
                Vector.FusedMultiplyAdd(new Vector<float>(decay), first, Underflow.Square(g) * (1 - decay)),
                Underflow.MeanSquare
            );
            return w - (g * rate / (Vector.SquareRoot(first) + new Vector<float>(epsilon)));
        }

        public Vector<float> Scale(Vector<float> first, Vector<float> second) =>
            Vector<float>.One / (Vector.SquareRoot(first) + new Vector<float>(epsilon));
    }
}
