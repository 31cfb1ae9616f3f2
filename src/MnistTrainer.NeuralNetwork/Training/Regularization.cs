namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// The regularization of weights; biases and normalization scales are not regularized. Reported losses exclude penalties. Immutable.
/// </summary>
public sealed record Regularization
{
    /// <summary>No regularization.</summary>
    public static Regularization None { get; } = new();

    /// <summary>
    /// λ of the L1 penalty λ Σ|w| on the loss (Tibshirani 1996), at least 0. It makes weights exactly zero: after the optimizer's step, each
    /// weight moves toward 0 by rate λ, times the optimizer's scale for that parameter, and stops at 0 (Beck and Teboulle 2009; Yun, Lozano and
    /// Yang 2021). A running average of the weights (<see cref="TrainingOptions.AverageDecay"/>) is only close to zero. Default: 0.
    /// </summary>
    public float L1 { get; init; }

    /// <summary>
    /// λ of the L2 penalty ½ λ Σw² in the loss (Tikhonov 1943; Krogh and Hertz 1992), at least 0. It shrinks weights. Default: 0.
    /// </summary>
    public float L2 { get; init; }

    /// <summary>
    /// Whether <see cref="L2"/> is multiplied by a factor from 0.2 to 4 that depends on the noise of the labels, because less noise needs a smaller penalty (MacKay 1992): 3
    /// r^1.5, where r is the mean training loss of the last epoch as a fraction of the loss of a constant output for all rows, that is, ½ for each target with standard deviation
    /// 1, or the logarithm of the number of classes. After the first tenth of the epochs, r is constant. Steps taken individually, without epochs, have the factor 1. Default:
    /// false.
    /// </summary>
    public bool FollowsNoise { get; init; }

    /// <summary>
    /// λ of the decoupled weight decay w -= rate λ w, applied at each step and not scaled by the optimizer (Loshchilov and Hutter 2019), at
    /// least 0. With plain gradient descent, equivalent to <see cref="L2"/>. Default: 0.
    /// </summary>
    public float WeightDecay { get; init; }

    /// <summary>
    /// The maximum L2 norm of each unit's incoming weights, enforced after each step (Srebro and Shraibman 2005; Srivastava et al. 2014 use
    /// 3 with dropout). Above 0, or null for no limit. Default: null.
    /// </summary>
    public float? MaximumNorm { get; init; }

    /// <summary>Everything that is invalid, one clause each.</summary>
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
}
