namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Ends training when validation has not become better for a while, and keeps the network of the best epoch (Prechelt 1998). It decides by
/// the results of the epochs alone, so a resumed training stops where an uninterrupted one would. Immutable.
/// </summary>
/// <param name="Patience">Epochs without a better result after which training ends, at least 1; 10 unless told.</param>
public sealed record EarlyStopping(int Patience = 10)
{
    /// <summary>What is watched; the validation loss unless told.</summary>
    public MonitoredValue Monitor { get; init; } = MonitoredValue.ValidationLoss;

    /// <summary>How much better than the best a result must be to count, at least 0; 0 unless told.</summary>
    public double MinimumDelta { get; init; }

    /// <summary>The number of the best epoch, 1 for the first: the last that was better than all before it.</summary>
    /// <param name="epochs">All epochs so far; at least one.</param>
    public int BestEpoch(IReadOnlyList<EpochResult> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        ArgumentOutOfRangeException.ThrowIfZero(epochs.Count, nameof(epochs));
        int best = 0;
        for (int i = 1; i < epochs.Count; i++)
            best = Height(epochs[i]) > Height(epochs[best]) + MinimumDelta ? i : best;
        return best + 1;
    }

    /// <summary>Whether training ends after these epochs.</summary>
    public bool Stops(IReadOnlyList<EpochResult> epochs)
    {
        ArgumentNullException.ThrowIfNull(epochs);
        return epochs.Count > 0 && epochs.Count - BestEpoch(epochs) >= Patience;
    }

    /// <summary>What is wrong with its settings, a sentence each.</summary>
    internal IEnumerable<string> Violations()
    {
        if (Patience < 1)
            yield return $"the patience of early stopping must be at least 1, not {Patience}";
        if (!(MinimumDelta >= 0 && double.IsFinite(MinimumDelta)))
            yield return FormattableString.Invariant($"the minimum delta of early stopping must be at least 0, not {MinimumDelta}");
    }

    /// <summary>How good a result is, the more the better; one without the value, or with NaN, is worse than any.</summary>
    private double Height(EpochResult epoch)
    {
        double? height = Monitor == MonitoredValue.ValidationAccuracy ? epoch.ValidationAccuracy : -epoch.ValidationLoss;
        return height is double value && !double.IsNaN(value) ? value : double.NegativeInfinity;
    }
}

/// <summary>What <see cref="EarlyStopping"/> watches.</summary>
public enum MonitoredValue
{
    /// <summary><see cref="EpochResult.ValidationLoss"/>: the less the better.</summary>
    ValidationLoss,

    /// <summary><see cref="EpochResult.ValidationAccuracy"/>: the more the better.</summary>
    ValidationAccuracy,
}
