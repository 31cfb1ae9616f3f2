using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Stochastic gradient descent: w -= rate * gradient (Robbins and Monro 1951).</summary>
/// <param name="LearningRate">Above 0; 0.1 unless told.</param>
public sealed record GradientDescent(float LearningRate = 0.1f) : Optimizer(LearningRate)
{
    internal const string OptimizerName = "sgd";

    /// <inheritdoc/>
    public override string Name => OptimizerName;

    /// <inheritdoc/>
    public override int StateCount => 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override unsafe void Move(StepSize size, in ParameterRange range)
    {
        float* w = range.Parameters, g = range.Gradient;
        int i = 0;
        for (; i <= range.Length - Vector<float>.Count; i += Vector<float>.Count)
            Vector.FusedMultiplyAdd(new Vector<float>(-size.Rate), Vector.Load(g + i), Vector.Load(w + i)).Store(w + i);
        for (; i < range.Length; i++)
            w[i] = MathF.FusedMultiplyAdd(-size.Rate, g[i], w[i]);
    }
}
