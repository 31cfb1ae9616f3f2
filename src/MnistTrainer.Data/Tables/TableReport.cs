using System.Collections.Immutable;

namespace MnistTrainer.Data;

/// <summary>What was found in the columns of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Columns">The columns, in the order of the table, except the label.</param>
/// <param name="Label">The column to predict; null if none is known.</param>
/// <param name="LabelIndex">Its place among the columns, from 0; -1 if none is known.</param>
public sealed record TableReport(TextTable Table, ImmutableArray<ColumnReport> Columns, ColumnReport? Label, int LabelIndex)
{
    /// <summary>The texts of cells whose value is missing in every column. Default: those of <see cref="TableSchema.MissingTexts"/>.</summary>
    public ImmutableArray<string> MissingTexts { get; init; } = MissingCell.Texts;

    /// <summary>All columns, in the order of the table.</summary>
    public IEnumerable<ColumnReport> All => Label is null ? Columns : Columns.Insert(LabelIndex, Label);
}
