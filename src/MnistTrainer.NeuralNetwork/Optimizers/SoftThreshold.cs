using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The proximal step of the L1 penalty, after the optimizer's own: w = sign(w) max(|w| - t, 0), which makes weights exactly zero. With plain
/// gradient descent, t = rate * λ (Beck and Teboulle 2009, ISTA). Other optimizers move a parameter by another amount per unit of its gradient;
/// t is scaled by the same amount, so that training ends at the same minimum of the penalized loss (Yun, Lozano and Yang 2021, "Adaptive
/// Proximal Gradient Methods for Structured Neural Networks").
/// </summary>
internal static unsafe class SoftThreshold
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TRule>(TRule rule, in ParameterRange range)
        where TRule : struct, IUpdateRule
    {
        float* w = range.Parameters,
            s = range.State0,
            t = range.State1;
        int i = 0;
        for (; i <= range.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> first = TRule.StateCount > 0 ? Vector.Load(s + i) : default,
                second = TRule.StateCount > 1 ? Vector.Load(t + i) : default;
            Shrink(Vector.Load(w + i), rule.Scale(first, second) * range.Threshold).Store(w + i);
        }

        for (; i < range.Length; i++)
        {
            Vector<float> first = new(TRule.StateCount > 0 ? s[i] : 0),
                second = new(TRule.StateCount > 1 ? t[i] : 0);
            w[i] = Shrink(new Vector<float>(w[i]), rule.Scale(first, second) * range.Threshold)[0];
        }
    }

    /// <summary>w less its part within the threshold, which is 0 and never -0 for small w.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<float> Shrink(Vector<float> w, Vector<float> threshold) => w - Vector.Max(Vector.Min(w, threshold), -threshold);
}
