using System.Numerics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>An optimizer's formula for neighboring parameters, with the factors of one step filled in.</summary>
internal interface IUpdateRule
{
    /// <summary>Floats of memory for each parameter: 0, 1 or 2.</summary>
    static abstract int StateCount { get; }

    /// <summary>The parameters after the step.</summary>
    /// <param name="w">The parameters.</param>
    /// <param name="g">Their gradient.</param>
    /// <param name="first">The first memory, if there is one; replaced.</param>
    /// <param name="second">The second memory, if there is one; replaced.</param>
    Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second);

    /// <summary>
    /// How far the parameters move for each unit of a lasting gradient and of the learning rate: 1 for plain gradient descent, the sum of the
    /// velocity's decays for momentum, the scale of each parameter for adaptive optimizers.
    /// </summary>
    /// <param name="first">The first memory after the step, if there is one.</param>
    /// <param name="second">The second memory after the step, if there is one.</param>
    Vector<float> Scale(Vector<float> first, Vector<float> second);
}

/// <summary>Applies a rule to a range of parameters. The rest that fills no vector goes through the same arithmetic, so a parameter's bits do not depend on its place.</summary>
internal static unsafe class UpdateRule
{
    /// <summary>Applies a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="range">The parameters.</param>
    /// <param name="from">Up to where the rule has been applied already.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Apply<TRule>(TRule rule, in ParameterRange range, int from = 0)
        where TRule : struct, IUpdateRule
    {
        float* w = range.Parameters,
            g = range.Gradient,
            s = range.State0,
            t = range.State1;
        Vector<float> leastWeight = new(range.LeastWeight);
        int i = from;
        for (; i <= range.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> first = TRule.StateCount > 0 ? Vector.Load(s + i) : default,
                second = TRule.StateCount > 1 ? Vector.Load(t + i) : default;
            Underflow.Flush(rule.Update(Vector.Load(w + i), Vector.Load(g + i), ref first, ref second), leastWeight).Store(w + i);
            if (TRule.StateCount > 0)
                first.Store(s + i);
            if (TRule.StateCount > 1)
                second.Store(t + i);
        }

        for (; i < range.Length; i++)
        {
            Vector<float> first = new(TRule.StateCount > 0 ? s[i] : 0),
                second = new(TRule.StateCount > 1 ? t[i] : 0);
            w[i] = Underflow.Flush(rule.Update(new Vector<float>(w[i]), new Vector<float>(g[i]), ref first, ref second), leastWeight)[0];
            if (TRule.StateCount > 0)
                s[i] = first[0];
            if (TRule.StateCount > 1)
                t[i] = second[0];
        }

        if (range.Threshold != 0)
            SoftThreshold.Apply(rule, range);
    }
}
