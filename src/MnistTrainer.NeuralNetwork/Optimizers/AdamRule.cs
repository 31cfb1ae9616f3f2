using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

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
        first = Underflow.Flush(Vector.FusedMultiplyAdd(first, new Vector<float>(beta1), g * (1 - beta1)), Underflow.Mean);
        second = Underflow.Flush(
            Vector.FusedMultiplyAdd(second, new Vector<float>(beta2), Underflow.Square(g) * (1 - beta2)),
            Underflow.MeanSquare
        );
        return (w * keep) - (first * size.Rate / Deviation(second));
    }

    /// <summary>Applies the rule to a range of parameters: with vectors of 512 bits where there are such, whose roots and quotients take no longer than those of 256.</summary>
    public void Apply(in ParameterRange range) => UpdateRule.Apply(this, range, Vector512.IsHardwareAccelerated ? ApplyWide(range) : 0);

    /// <summary>Applies the rule of several steps to parameters without a gradient, which stay in registers meanwhile. The bits are those of a step after another.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ApplyAtRest(ReadOnlySpan<StepRate> steps, Adam adam, in ParameterRange range)
    {
        (float beta1, float beta2, float epsilon) = (adam.Beta1, adam.Beta2, adam.Epsilon);
        Vector<float> leastWeight = new(range.LeastWeight);
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

            // A parameter that never had a gradient does not change.
            if (Vector.EqualsAll(first | second, Vector<float>.Zero))
                continue;
            foreach (StepRate step in steps)
                parameters = Underflow.Flush(
                    new AdamRule(step.Size, beta1, beta2, epsilon).Update(parameters, Vector<float>.Zero, ref first, ref second),
                    leastWeight
                );
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

    /// <summary>Applies the rule to whole vectors of 512 bits. The operations are those of <see cref="Update"/>, and so are the bits.</summary>
    /// <returns>The number of parameters in them.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ApplyWide(in ParameterRange range)
    {
        // Held in registers, so it is not read again after every store.
        float* w = range.Parameters,
            g = range.Gradient,
            s = range.State0,
            t = range.State1;
        Vector512<float> decay1 = Vector512.Create(beta1),
            decay2 = Vector512.Create(beta2),
            share1 = Vector512.Create(1 - beta1),
            share2 = Vector512.Create(1 - beta2),
            rate = Vector512.Create(size.Rate),
            correction = Vector512.Create(size.Correction),
            least = Vector512.Create(epsilon),
            kept = Vector512.Create(keep),
            leastMean = Vector512.Create(Underflow.Mean),
            leastMeanSquare = Vector512.Create(Underflow.MeanSquare),
            leastWeight = Vector512.Create(range.LeastWeight);
        int i = 0,
            length = range.Length;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            Vector512<float> gradient = Vector512.Load(g + i),
                first = Underflow.Flush(Vector512.FusedMultiplyAdd(Vector512.Load(s + i), decay1, gradient * share1), leastMean),
                second = Underflow.Flush(
                    Vector512.FusedMultiplyAdd(Vector512.Load(t + i), decay2, Underflow.Square(gradient) * share2),
                    leastMeanSquare
                ),
                deviation = Vector512.FusedMultiplyAdd(Vector512.Sqrt(second), correction, least);
            first.Store(s + i);
            second.Store(t + i);
            Underflow.Flush((Vector512.Load(w + i) * kept) - (first * rate / deviation), leastWeight).Store(w + i);
        }

        return i;
    }

    private static Vector<float> Part(float* values, int count)
    {
        Span<float> part = stackalloc float[Vector<float>.Count];
        part.Clear();
        new ReadOnlySpan<float>(values, count).CopyTo(part);
        return new Vector<float>(part);
    }
}
