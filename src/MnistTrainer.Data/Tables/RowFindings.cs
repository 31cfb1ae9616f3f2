namespace MnistTrainer.Data;

/// <summary>What is found in the rows of a table that a model reads: in the cells of its columns, and a row of totals. The rows are added part by part.</summary>
/// <param name="columns">The columns as they are read, and their places in the table.</param>
/// <param name="table">The table, or a part of it, for the names of its columns.</param>
internal sealed class RowFindings(IReadOnlyList<(SchemaColumn Column, int Place)> columns, TextTable table)
{
    private readonly TotalRow _total = new(columns);
    private readonly CellFindings[] _cells = [.. columns.Select(one => new CellFindings(one.Column, table.Columns[one.Place]))];

    /// <inheritdoc cref="TotalRow.SumsOf"/>
    public TotalSum?[] SumsOf(TextTable part) => _total.SumsOf(part);

    /// <inheritdoc cref="TotalRow.Add"/>
    public void Add(TextTable part, TotalSum?[] sums)
    {
        _total.Add(part, sums);
        foreach ((int index, (_, int place)) in columns.Index())
            _cells[index].Add(part.Columns[place]);
    }

    /// <summary>The lines about all rows.</summary>
    public IEnumerable<string> Lines() => [.. _cells.SelectMany(one => one.Lines()), .. Totals()];

    /// <summary>A line about a row of totals; nothing where there is none.</summary>
    public IEnumerable<string> Totals() => _total.Lines();
}
