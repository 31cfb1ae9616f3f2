using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The update of <see cref="Adam"/> and <see cref="AdamW"/>: w = keep * w - rate * m / (correction * √v + ε); both bias corrections are part of rate and correction.
/// </summary>
internal readonly unsafe struct AdamRule(StepSize size, float beta1, float beta2, float epsilon, float keep = 1f) : IUpdateRule
{
    public static int StateCount => 2;

    /// <summary>m̂ = m / (1 - β₁ᵗ) goes into the rate; √v̂ = √v times the correction.</summary>
    public static StepSize SizeOf(long step, float learningRate, float beta1, float beta2) =>
        new((float)(learningRate / (1 - Math.Pow(beta1, step))), (float)(1 / Math.Sqrt(1 - Math.Pow(beta2, step))), learningRate);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector<float> Update(Vector<float> w, Vector<float> g, ref Vector<float> first, ref Vector<float> second)
    {
        first = Vector.FusedMultiplyAdd(first, new Vector<float>(beta1), g * (1 - beta1));
        second = Vector.FusedMultiplyAdd(second, new Vector<float>(beta2), g * g * (1 - beta2));
        return (w * keep) - (first * size.Rate / Deviation(second));
    }

    /// <summary>Applies the rule of several steps to parameters without a gradient, which stay in registers meanwhile. The bits are those of a step after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyAtRest(ReadOnlySpan<StepRate> steps, Adam adam, in ParameterRange range)
    {
        (float beta1, float beta2, float epsilon) = (adam.Beta1, adam.Beta2, adam.Epsilon);
        for (int i = 0; i < range.Length; i += Vector<float>.Count)
        {
            float* w = range.Parameters + i,
                s = range.State0 + i,
                t = range.State1 + i;
            int count = Math.Min(Vector<float>.Count, range.Length - i);
            bool isWhole = count == Vector<float>.Count;
            Vector<float> first = isWhole ? Vector.Load(s) : Part(s, count),
                second = isWhole ? Vector.Load(t) : Part(t, count),
                parameters = isWhole ? Vector.Load(w) : Part(w, count);

            // What never had a gradient does not move.
            if (Vector.EqualsAll(first | second, Vector<float>.Zero))
                continue;
            foreach (StepRate step in steps)
                parameters = new AdamRule(step.Size, beta1, beta2, epsilon).Update(parameters, Vector<float>.Zero, ref first, ref second);
            for (int k = 0; !isWhole && k < count; k++)
                (w[k], s[k], t[k]) = (parameters[k], first[k], second[k]);
            if (isWhole)
            {
                parameters.Store(w);
                first.Store(s);
                second.Store(t);
            }
        }
    }

    public Vector<float> Scale(Vector<float> first, Vector<float> second) => Vector<float>.One / Deviation(second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Deviation(Vector<float> second) =>
        Vector.FusedMultiplyAdd(Vector.SquareRoot(second), new Vector<float>(size.Correction), new Vector<float>(epsilon));

    private static Vector<float> Part(float* values, int count)
    {
        Span<float> part = stackalloc float[Vector<float>.Count];
        part.Clear();
        new ReadOnlySpan<float>(values, count).CopyTo(part);
        return new Vector<float>(part);
    }
}
