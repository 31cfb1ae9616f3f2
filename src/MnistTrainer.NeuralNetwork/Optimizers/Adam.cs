using System.Numerics;
using System.Runtime.CompilerServices;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Adam (Kingma and Ba 2015, algorithm 1): running means of the gradient and of its square, both corrected for having begun at zero;
/// m = β₁ m + (1 - β₁) g; v = β₂ v + (1 - β₂) g²; w -= rate * m̂ / (√v̂ + ε).
/// </summary>
/// <param name="LearningRate">Above 0; 0.001 unless told.</param>
/// <param name="Beta1">How much of the mean gradient is kept, from 0 to below 1; 0.9 unless told.</param>
/// <param name="Beta2">How much of the mean square is kept, from 0 to below 1; 0.999 unless told.</param>
/// <param name="Epsilon">Keeps the division finite; above 0; 1e-8 unless told.</param>
public sealed record Adam(float LearningRate = 0.001f, float Beta1 = 0.9f, float Beta2 = 0.999f, float Epsilon = 1e-8f) : Optimizer(LearningRate)
{
    internal const string OptimizerName = "adam";

    /// <inheritdoc/>
    public override string Name => OptimizerName;

    /// <inheritdoc/>
    public override int StateCount => 2;

    internal override IEnumerable<string> Violations()
    {
        foreach (string violation in base.Violations())
            yield return violation;
        if (!(Beta1 >= 0 && Beta1 < 1))
            yield return FormattableString.Invariant($"Adam's beta1 must be from 0 to below 1, not {Beta1}");
        if (!(Beta2 >= 0 && Beta2 < 1))
            yield return FormattableString.Invariant($"Adam's beta2 must be from 0 to below 1, not {Beta2}");
        if (!(Epsilon > 0 && float.IsFinite(Epsilon)))
            yield return FormattableString.Invariant($"Adam's epsilon must be above 0, not {Epsilon}");
    }

    // m̂ = m / (1 - β₁ᵗ) goes into the rate; √v̂ = √v times the correction.
    internal override StepSize SizeOf(long step, float learningRate) =>
        new((float)(learningRate / (1 - Math.Pow(Beta1, step))), (float)(1 / Math.Sqrt(1 - Math.Pow(Beta2, step))));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override unsafe void Move(StepSize size, in ParameterRange range)
    {
        float* w = range.Parameters, g = range.Gradient, m = range.State0, v = range.State1;
        int i = 0;
        for (; i <= range.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<float> mean = Vector.Load(m + i), square = Vector.Load(v + i);
            Vector<float> direction = Direction(size, Vector.Load(g + i), ref mean, ref square);
            mean.Store(m + i);
            square.Store(v + i);
            (Vector.Load(w + i) - direction).Store(w + i);
        }

        // The rest goes through the same vector arithmetic, so that an element's bits do not depend on where it stands.
        for (; i < range.Length; i++)
        {
            Vector<float> mean = new(m[i]), square = new(v[i]);
            w[i] -= Direction(size, new Vector<float>(g[i]), ref mean, ref square)[0];
            m[i] = mean[0];
            v[i] = square[0];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector<float> Direction(StepSize size, Vector<float> g, ref Vector<float> mean, ref Vector<float> square)
    {
        mean = Vector.FusedMultiplyAdd(mean, new Vector<float>(Beta1), g * (1 - Beta1));
        square = Vector.FusedMultiplyAdd(square, new Vector<float>(Beta2), g * g * (1 - Beta2));
        return mean * size.Rate / Vector.FusedMultiplyAdd(Vector.SquareRoot(square), new Vector<float>(size.Correction), new Vector<float>(Epsilon));
    }
}
