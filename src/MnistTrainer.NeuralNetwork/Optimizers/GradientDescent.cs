using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Stochastic gradient descent: w -= rate * gradient (Robbins and Monro 1951).
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.1.</param>
public sealed record GradientDescent(float LearningRate = 0.1f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "sgd";

    /// <inheritdoc/>
    public override int StateCount => 0;

    internal override void Update(StepSize size, in ParameterRange range) => UpdateRule.Apply(new Rule(size.Rate), range);

    private readonly struct Rule(float rate) : IUpdateRule
    {
        public static int StateCount => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second) =>
            Vector.FusedMultiplyAdd(new Vector<float>(-rate), g, w);

        public Vector<float> Scale(Vector<float> first, Vector<float> second) => Vector<float>.One;
    }
}
