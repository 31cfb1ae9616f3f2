using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Counts the rows read and the rows skipped because they cannot be trained on.</summary>
internal sealed class SkippedRows
{
    private readonly int[] _counts = new int[Enum.GetValues<SkipReason>().Length];

    private int _partsOfLabels;
    private int _missingCategories;

    /// <summary>The number of rows read, including skipped rows.</summary>
    public int Rows => _counts.Sum();

    /// <summary>Counts a row.</summary>
    /// <param name="reason">Why it is skipped, or <see cref="SkipReason.None"/>.</param>
    public void Add(SkipReason reason) => _counts[(int)reason]++;

    /// <summary>Counts a row with a label that misses some of its values, and which is not skipped.</summary>
    public void AddPartOfLabel() => _partsOfLabels++;

    /// <summary>Counts a row that misses a category, and which is not skipped.</summary>
    public void AddMissingCategory() => _missingCategories++;

    /// <summary>Ensures that a row is left to train on, where there are any.</summary>
    /// <param name="role">The name of the data: <c>training</c>.</param>
    /// <exception cref="InvalidInputException">All rows are skipped.</exception>
    public void CheckAnyLeft(string role)
    {
        if (Rows == 0 || _counts[(int)SkipReason.None] + _counts[(int)SkipReason.Imputed] > 0)
            return;
        throw new InvalidInputException(
            $"{role} data",
            "rows with a label, a weight above 0 and features that can be read",
            $"none in {Rows} rows: {_counts[(int)SkipReason.Label]} without a label, {_counts[(int)SkipReason.Weight]} without such a weight, "
                + $"{_counts[(int)SkipReason.Features]} with a missing or infinite feature",
            "Correct these columns, or check how they are read"
        );
    }

    /// <summary>One message per reason for which rows were skipped.</summary>
    /// <param name="role">The name of the data: <c>training</c>.</param>
    public IEnumerable<string> Messages(string role)
    {
        string Skipped(SkipReason reason) => $"{_counts[(int)reason]} of {Rows} rows of the {role} data are skipped:";
        if (_counts[(int)SkipReason.Label] > 0)
            yield return $"{Skipped(SkipReason.Label)} the label is missing.";
        if (_counts[(int)SkipReason.Weight] > 0)
            yield return $"{Skipped(SkipReason.Weight)} the weight is not above 0 or not finite.";
        if (_counts[(int)SkipReason.Features] > 0)
            yield return $"{Skipped(SkipReason.Features)} a feature is missing or infinite.";
        if (_partsOfLabels > 0)
            yield return $"{_partsOfLabels} of {Rows} rows of the {role} data miss some of their labels, which are not trained on in these rows.";
        if (_counts[(int)SkipReason.Imputed] > 0)
            yield return $"{_counts[(int)SkipReason.Imputed]} of {Rows} rows of the {role} data have missing features, which are read as the center of their column and indicated.";
        if (_missingCategories > 0)
            yield return $"{_missingCategories} of {Rows} rows of the {role} data have missing categories, which are read as a value of their own.";
    }
}

/// <summary>Why a row is skipped. The first reason applies.</summary>
internal enum SkipReason
{
    /// <summary>It is not skipped.</summary>
    None,

    /// <summary>The label is missing.</summary>
    Label,

    /// <summary>The weight is not above 0, or not finite.</summary>
    Weight,

    /// <summary>A feature is missing or infinite.</summary>
    Features,

    /// <summary>It is not skipped, though a feature is missing.</summary>
    Imputed,
}
