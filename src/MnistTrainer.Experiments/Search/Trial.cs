using System.Collections.Immutable;

namespace MnistTrainer.Experiments;

/// <summary>The parameter values of a trial and its training results so far. Immutable.</summary>
/// <param name="Number">The number, from 0, which is the unchanged recipe.</param>
/// <param name="Settings">A value for each dimension; none for the unchanged recipe.</param>
public sealed record Trial(int Number, ImmutableArray<SearchSetting> Settings)
{
    /// <summary>The completed epochs. Default: none.</summary>
    public ImmutableArray<TrialEpoch> Epochs { get; init; } = [];

    /// <summary>Whether training diverged in the next epoch; such a trial is worse than all others. Default: false.</summary>
    public bool HasDiverged { get; init; }

    /// <summary>The last completed epoch; null if there is none.</summary>
    public TrialEpoch? Last => Epochs.IsEmpty ? null : Epochs[^1];

    /// <summary>Compares two trials after a number of epochs that both have completed: negative if the first is better.</summary>
    internal static int Compare(Trial first, Trial second, int epochs)
    {
        int order = TrialEpoch.Compare(first.Epochs[epochs - 1], second.Epochs[epochs - 1]);
        return order != 0 ? order : first.Number.CompareTo(second.Number);
    }
}

/// <summary>The results of one epoch of a trial. A loss that is not finite is NaN.</summary>
/// <param name="TrainLoss">The mean loss of the training samples.</param>
/// <param name="ValidationLoss">The mean loss of the validation samples.</param>
/// <param name="ValidationAccuracy">The fraction of validation samples classified correctly, 0 to 1.</param>
public readonly record struct TrialEpoch(double TrainLoss, double ValidationLoss, double ValidationAccuracy)
{
    /// <summary>Negative if the first is better: by validation accuracy, then by validation loss. NaN is worst.</summary>
    internal static int Compare(TrialEpoch first, TrialEpoch second)
    {
        int order = second.ValidationAccuracy.CompareTo(first.ValidationAccuracy);
        return order != 0 ? order : Worst(first.ValidationLoss).CompareTo(Worst(second.ValidationLoss));
    }

    private static double Worst(double loss) => double.IsNaN(loss) ? double.PositiveInfinity : loss;
}
