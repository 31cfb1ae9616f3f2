using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The update of <see cref="Adam"/> and <see cref="AdamW"/>: w = keep * w - rate * m / (correction * √v + ε); both bias corrections are part of rate and correction.
/// </summary>
internal readonly struct AdamRule(StepSize size, float beta1, float beta2, float epsilon, float keep = 1f) : IUpdateRule
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

    public Vector<float> Scale(Vector<float> first, Vector<float> second) => Vector<float>.One / Deviation(second);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Deviation(Vector<float> second) =>
        Vector.FusedMultiplyAdd(Vector.SquareRoot(second), new Vector<float>(size.Correction), new Vector<float>(epsilon));
}
