using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// AdaDelta (Zeiler 2012, algorithm 1): running means of the squares of gradients and of updates; s = ρ s + (1 - ρ) g²; d = √(u + ε) / √(s + ε) * g;
/// u = ρ u + (1 - ρ) d²; w -= rate * d. The paper has no learning rate, that is, a rate of 1.
/// </summary>
/// <param name="LearningRate">Above 0. Default: 1.</param>
/// <param name="Decay">ρ, the decay of the running means, from 0 to below 1. Default: 0.95.</param>
/// <param name="Epsilon">ε, which keeps the division finite; above 0. Default: 1e-6.</param>
public sealed record AdaDelta(float LearningRate = 1f, float Decay = 0.95f, float Epsilon = 1e-6f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "adadelta";

    /// <inheritdoc/>
    public override int StateCount => 2;

    internal override Optimizer With(Settings settings) =>
        this with
        {
            Decay = settings.Number("decay", Decay, Interval.Share),
            Epsilon = settings.Number("epsilon", Epsilon, Interval.Positive),
        };

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size.Rate, Decay, Epsilon), range);

    private readonly struct Rule(float rate, float decay, float epsilon) : IUpdateRule
    {
        public static int StateCount => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
        {
            first = Underflow.Flush(
                Vector.FusedMultiplyAdd(new Vector<float>(decay), first, Underflow.Square(g) * (1 - decay)),
                Underflow.MeanSquare
            );
            Vector<float> step = Vector.SquareRoot((second + new Vector<float>(epsilon)) / (first + new Vector<float>(epsilon))) * g;
            second = Underflow.Flush(
                Vector.FusedMultiplyAdd(new Vector<float>(decay), second, Underflow.Square(step) * (1 - decay)),
                Underflow.MeanSquare
            );
            return Vector.FusedMultiplyAdd(new Vector<float>(-rate), step, w);
        }

        public Vector<float> Scale(Vector<float> first, Vector<float> second) =>
            Vector.SquareRoot((second + new Vector<float>(epsilon)) / (first + new Vector<float>(epsilon)));
    }
}
