using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>A column of a table as a model reads it.</summary>
/// <param name="Name">Its name in the header, or its number from 1 where there is none.</param>
/// <param name="Kind">What it is.</param>
public sealed record SchemaColumn(string Name, ColumnKind Kind)
{
    /// <summary>How numbers are written. Default: with a decimal point and nothing else.</summary>
    public NumberFormat Format { get; init; } = new();

    /// <summary>
    /// What is subtracted from each number before it becomes an input or is trained on as a label, in the unit of the column, so that a <see cref="float"/> keeps the
    /// digits in which the numbers differ; it is added to what a network gives for the label. Default: 0.
    /// </summary>
    public double Origin { get; init; }

    /// <summary>Whether all numbers were whole, without a decimal mark, in the table that was trained on. Default: false.</summary>
    public bool HasWholeNumbers { get; init; }

    /// <summary>The categories, each an input of its own; of a label, the classes. Default: empty, for another kind.</summary>
    public ImmutableArray<string> Categories { get; init; } = [];

    /// <summary>Texts that are missing values of this column, besides <see cref="TableSchema.MissingTexts"/>. Default: empty.</summary>
    public ImmutableArray<string> MissingTexts { get; init; } = [];

    /// <summary>
    /// The number of inputs of the network: one for a number; for a category, one for each and a last one for a value that is missing or none of them; 0 for others.
    /// </summary>
    public int Width =>
        Kind switch
        {
            ColumnKind.Number => 1,
            ColumnKind.Category => Categories.Length + 1,
            _ => 0,
        };

    /// <summary>How numbers are written in a column of another table than the one that was trained on.</summary>
    internal NumberFormat FormatIn(TextColumn source) =>
        source.HasDecimalPoints ? Format with { DecimalMark = '.', GroupMark = null } : Format;
}
