namespace MnistTrainer.MLNet;

/// <summary>Counts the rows that are read and those that cannot be learned from.</summary>
internal sealed class SkippedRows
{
    private readonly int[] _counts = new int[Enum.GetValues<RowFault>().Length];

    /// <summary>Rows read, those left out among them.</summary>
    public int Rows => _counts.Sum();

    /// <summary>Counts a row.</summary>
    public void Add(RowFault fault) => _counts[(int)fault]++;

    /// <summary>What is left out and why, a sentence each.</summary>
    /// <param name="role">What the rows are for: <c>training</c>.</param>
    public IEnumerable<string> Messages(string role)
    {
        string Left(RowFault fault) => $"{_counts[(int)fault]} of {Rows} rows of the {role} data have";
        if (_counts[(int)RowFault.Label] > 0)
            yield return $"{Left(RowFault.Label)} no label and are left out.";
        if (_counts[(int)RowFault.Weight] > 0)
            yield return $"{Left(RowFault.Weight)} a weight that is not above 0 or not finite and are left out.";
        if (_counts[(int)RowFault.Features] > 0)
            yield return $"{Left(RowFault.Features)} features that are missing or infinite and are left out.";
    }
}

/// <summary>Why a row cannot be learned from; the first reason counts.</summary>
internal enum RowFault
{
    /// <summary>It can.</summary>
    None,

    /// <summary>Its label is missing.</summary>
    Label,

    /// <summary>Its weight is not above 0, or not finite.</summary>
    Weight,

    /// <summary>A feature is not a finite number.</summary>
    Features,
}
