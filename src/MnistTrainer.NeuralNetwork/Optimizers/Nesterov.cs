using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Nesterov's accelerated gradient (Nesterov 1983), v = decay * v + gradient; w -= rate * (gradient + decay * v): momentum with the gradient at the point that
/// the velocity leads to (Sutskever et al. 2013), written for the parameters at that point (Bengio, Boulanger-Lewandowski and Pascanu 2013).
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.1.</param>
/// <param name="Decay">The decay of the velocity, from 0 to below 1. Default: 0.9.</param>
public sealed record Nesterov(float LearningRate = 0.1f, float Decay = 0.9f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "nesterov";

    /// <inheritdoc/>
    public override int StateCount => 1;

    internal override Optimizer With(Settings settings) => this with { Decay = settings.Number("decay", Decay, Interval.Share) };

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size.Rate, Decay), range);

    private readonly struct Rule(float rate, float decay) : IUpdateRule
    {
        public static int StateCount => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
        {
            first = Underflow.Flush(Vector.FusedMultiplyAdd(new Vector<float>(decay), first, g), Underflow.Mean);
            Vector<float> direction = Vector.FusedMultiplyAdd(new Vector<float>(decay), first, g);
            return Vector.FusedMultiplyAdd(new Vector<float>(-rate), direction, w);
        }

        public Vector<float> Scale(Vector<float> first, Vector<float> second) => new(1 / (1 - decay));
    }
}
