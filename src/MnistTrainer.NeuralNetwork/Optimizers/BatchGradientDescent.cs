using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Batch gradient descent: w -= rate * gradient, with the gradient over all samples, so that an epoch is one step (Cauchy 1847). The batch size is ignored.
/// </summary>
/// <param name="LearningRate">Above 0. Default: 0.5.</param>
public sealed record BatchGradientDescent(float LearningRate = 0.5f) : Optimizer(LearningRate)
{
    /// <inheritdoc/>
    public override string Name => "gradient-descent";

    /// <inheritdoc/>
    public override int StateCount => 0;

    /// <inheritdoc/>
    public override bool UsesAllSamples => true;

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
