namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// What keeps weights small. It acts on weights, not on biases or the scales of normalization. Reported losses are without penalties. Immutable.
/// </summary>
public sealed record Regularization
{
    /// <summary>Nothing.</summary>
    public static Regularization None { get; } = new();

    /// <summary>λ of the penalty λ Σ|w| in the loss (Tibshirani 1996), at least 0; 0 unless told. It makes weights zero.</summary>
    public float L1 { get; init; }

    /// <summary>λ of the penalty ½ λ Σw² in the loss (Tikhonov 1943; Krogh and Hertz 1992), at least 0; 0 unless told. It makes weights small.</summary>
    public float L2 { get; init; }

    /// <summary>
    /// λ of w -= rate λ w beside each step, which no optimizer's scaling touches (Loshchilov and Hutter 2019), at least 0; 0 unless told. With plain
    /// gradient descent it is the same as <see cref="L2"/>.
    /// </summary>
    public float WeightDecay { get; init; }

    /// <summary>
    /// The most that the weights flowing into one unit may be long; longer ones are shrunk after each step (Srebro and Shraibman 2005; Srivastava et
    /// al. 2014, with dropout: 3). Above 0, or null for no limit; null unless told.
    /// </summary>
    public float? MaximumNorm { get; init; }

    /// <summary>Whether there is a penalty in the loss.</summary>
    internal bool HasPenalty => L1 != 0 || L2 != 0;

    /// <summary>What is wrong with its settings, a sentence each.</summary>
    internal IEnumerable<string> Violations()
    {
        foreach ((string name, float value) in new[] { ("L1", L1), ("L2", L2), ("the weight decay", WeightDecay) })
        {
            if (!(value >= 0 && float.IsFinite(value)))
                yield return FormattableString.Invariant($"{name} must be at least 0, not {value}");
        }

        if (MaximumNorm is float norm && !(norm > 0 && float.IsFinite(norm)))
            yield return FormattableString.Invariant($"the maximum norm must be above 0, not {norm}");
    }

    /// <summary>The penalty's part of the gradient.</summary>
    internal unsafe void AddPenalty(float* weights, float* gradient, int length)
    {
        for (int i = 0; i < length; i++)
            gradient[i] +=
                (L2 * weights[i])
                + (
                    weights[i] > 0 ? L1
                    : weights[i] < 0 ? -L1
                    : 0
                );
    }
}
