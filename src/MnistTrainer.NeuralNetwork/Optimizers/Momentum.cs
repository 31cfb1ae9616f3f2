using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Gradient descent with momentum: v = decay * v + gradient; w -= rate * v (Polyak 1964; Sutskever et al. 2013).
/// </summary>
/// <param name="LearningRate">Above 0; 0.1 unless told.</param>
/// <param name="Decay">How much of the last velocity is kept, from 0 to below 1; 0.9 unless told.</param>
public sealed record Momentum(float LearningRate = 0.1f, float Decay = 0.9f) : Optimizer(LearningRate)
{
    internal const string OptimizerName = "momentum";

    /// <inheritdoc/>
    public override string Name => OptimizerName;

    /// <inheritdoc/>
    public override int StateCount => 1;

    internal override IEnumerable<string> Violations()
    {
        foreach (string violation in base.Violations())
            yield return violation;
        if (!(Decay >= 0 && Decay < 1))
            yield return FormattableString.Invariant($"the momentum's decay must be from 0 to below 1, not {Decay}");
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override unsafe void Move(StepSize size, in ParameterRange range)
    {
        float* w = range.Parameters, g = range.Gradient, v = range.State0;
        Vector<float> decay = new(Decay), rate = new(-size.Rate);
        int i = 0;
        for (; i <= range.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> velocity = Vector.FusedMultiplyAdd(decay, Vector.Load(v + i), Vector.Load(g + i));
            velocity.Store(v + i);
            Vector.FusedMultiplyAdd(rate, velocity, Vector.Load(w + i)).Store(w + i);
        }

        for (; i < range.Length; i++)
        {
            v[i] = MathF.FusedMultiplyAdd(Decay, v[i], g[i]);
            w[i] = MathF.FusedMultiplyAdd(-size.Rate, v[i], w[i]);
        }
    }
}
