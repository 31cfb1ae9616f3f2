namespace MnistTrainer.Data;

/// <summary>What was found in a column of a table, and what follows from it.</summary>
/// <param name="Column">The column as it is read.</param>
/// <param name="Distinct">The number of different values that are not missing.</param>
/// <param name="Missing">The number of missing values.</param>
public sealed record ColumnReport(SchemaColumn Column, int Distinct, int Missing)
{
    /// <summary>The smallest number; null for a column without numbers.</summary>
    public double? Smallest { get; init; }

    /// <summary>The largest number; null for a column without numbers.</summary>
    public double? Largest { get; init; }

    /// <summary>The most frequent texts, at most three, where the column is not read as numbers.</summary>
    public IReadOnlyList<string> Examples { get; init; } = [];

    /// <summary>Why the column is what it is, where that is a guess or an instruction; otherwise empty.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The option that would decide otherwise, by the name of its property in <see cref="TableOptions"/>; null for none.</summary>
    public string? Option { get; init; }
}
