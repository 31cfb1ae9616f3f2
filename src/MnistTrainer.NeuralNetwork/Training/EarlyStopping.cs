namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Ends training when validation stops improving, and keeps the network of the best epoch (Prechelt 1998). The decision depends only on the epoch
/// results, so a resumed run stops at the same epoch as an uninterrupted one. Immutable.
/// </summary>
/// <param name="Patience">The number of epochs without improvement after which training ends, at least 1. Default: 10.</param>
public sealed record EarlyStopping(int Patience = 10)
{
    /// <summary>The monitored value. Default: the validation loss.</summary>
    public MonitoredValue Monitor { get; init; } = MonitoredValue.ValidationLoss;

    /// <summary>The minimum improvement over the best result that counts, at least 0. Default: 0.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>The number of the best epoch, from 1: the last that improved on all previous ones.</summary>
    /// <param name="epochs">All epochs so far, at least one.</param>
    public int BestEpoch(IReadOnlyList<EpochResult> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentOutOfRangeException.ThrowIfZero(epochs.Count, nameof(epochs));
        int best = 0;
        for (int i = 1; i < epochs.Count; i++)
            best = Score(epochs[i]) > Score(epochs[best]) + MinimumDelta ? i : best;
        return best + 1;
    }

    /// <summary>Whether training ends after these epochs.</summary>
    public bool Stops(IReadOnlyList<EpochResult> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        return epochs.Count > 0 && epochs.Count - BestEpoch(epochs) >= Patience;
    }

    /// <summary>Everything that is invalid, one clause each.</summary>
    internal IEnumerable<string> Violations()
    {
        if (Patience < 1)
            yield return $"the patience of early stopping must be at least 1, not {Patience}";
        if (!(MinimumDelta >= 0 && double.IsFinite(MinimumDelta)))
            yield return FormattableString.Invariant($"the minimum delta of early stopping must be at least 0, not {MinimumDelta}");
    }

    /// <summary>The monitored value, negated for a loss, so that higher is better; negative infinity for a missing value or NaN.</summary>
    private double Score(EpochResult epoch)
    {
        double? score = Monitor == MonitoredValue.ValidationAccuracy ? epoch.ValidationAccuracy : -epoch.ValidationLoss;
        return score is double value && !double.IsNaN(value) ? value : double.NegativeInfinity;
    }
}

/// <summary>The value that <see cref="EarlyStopping"/> monitors.</summary>
public enum MonitoredValue
{
    /// <summary><see cref="EpochResult.ValidationLoss"/>; lower is better.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochResult.ValidationAccuracy"/>; higher is better.</summary>
    ValidationAccuracy,
}
