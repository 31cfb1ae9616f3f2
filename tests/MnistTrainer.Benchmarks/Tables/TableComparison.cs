namespace MnistTrainer.Benchmarks.Tables;

/// <summary>Where a trainer stands beside another on a table.</summary>
internal enum Standing
{
    /// <summary>Its mean is lower by more than the spread.</summary>
    Behind,

    /// <summary>The means differ by at most the spread: the larger of both standard deviations over the folds.</summary>
    WithinSpread,

    /// <summary>Its mean is higher by more than the spread.</summary>
    Ahead,
}

/// <summary>A trainer beside another on one table.</summary>
/// <param name="Standing">Where it stands.</param>
/// <param name="HasBetterMean">Whether its mean is at least the other's.</param>
/// <param name="ErrorRatio">Its remaining error, 1 less the mean of the metric, divided by the other's.</param>
/// <param name="SecondsRatio">Its seconds divided by the other's.</param>
internal sealed record TableComparison(Standing Standing, bool HasBetterMean, double ErrorRatio, double SecondsRatio)
{
    /// <summary>Compares the results on a table with this number of rows.</summary>
    public static TableComparison Of(TableSummary ours, TableSummary theirs, int rows)
    {
        double spread = Math.Max(ours.Deviation, theirs.Deviation),
            difference = ours.Mean - theirs.Mean;
        // A comparison with NaN is false, so a trainer that leaves rows without a score is behind.
        Standing standing =
            difference > spread ? Standing.Ahead
            : difference >= -spread ? Standing.WithinSpread
            : Standing.Behind;
        return new TableComparison(standing, difference >= 0, Error(ours) / Error(theirs), ours.Seconds / theirs.Seconds);

        // No error at all counts as half a row, so that ratios and their means exist.
        double Error(TableSummary summary) => Math.Max(1 - summary.Mean, 0.5 / rows);
    }

    public static string Text(Standing standing) =>
        standing switch
        {
            Standing.Ahead => "ahead",
            Standing.WithinSpread => "within the spread",
            _ => "behind",
        };
}
