namespace MnistTrainer.MLNet;

/// <summary>
/// What to do with rows to train on in which a feature is NaN. Rows that are scored get a score whatever was chosen, if features are normalized: a missing value is read as
/// the center of its column.
/// </summary>
public enum MissingValues
{
    /// <summary>
    /// The network trains on them: a missing value is read as the center of its column, and an indicator says that it is missing. Their number is logged. Requires
    /// <see cref="NeuralNetworkTrainer.Options.NormalizeFeatures"/>; rows are skipped without it.
    /// </summary>
    Impute,

    /// <summary>They are skipped, and their number is logged.</summary>
    Skip,

    /// <summary>The first of them is an error.</summary>
    Fail,
}
