using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Rows of a table as inputs of a network.</summary>
/// <param name="Samples">The inputs of each row, as <see cref="TableSchema.InputNames"/> names them, with labels or targets if they were read.</param>
/// <param name="TableRow">Where each of these rows is in the table, from 0.</param>
public sealed record TableRows(Samples<float> Samples, ImmutableArray<int> TableRow)
{
    /// <summary>The names of the rows, where a column has them; null otherwise.</summary>
    public RowIds? Ids { get; init; }

    /// <summary>What a user should know: columns that are not used, rows without a label, values that are unknown. Default: none.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];

    /// <summary>The columns of the table that <see cref="TableSchema.Inputs"/> were read from, in that order.</summary>
    public ImmutableArray<TextColumn> Sources { get; init; } = [];

    /// <summary>The text of a cell.</summary>
    /// <param name="row">One of these rows, from 0.</param>
    /// <param name="input">One of <see cref="TableSchema.Inputs"/>, from 0.</param>
    public string Cell(int row, int input) => Sources[input][TableRow[row]];

    /// <summary>The name of a row: its id, or its number in the table from 1.</summary>
    /// <param name="row">From 0.</param>
    public string NameOf(int row) => Ids is null ? FormattableString.Invariant($"{TableRow[row] + 1}") : Ids.Values[row];
}
