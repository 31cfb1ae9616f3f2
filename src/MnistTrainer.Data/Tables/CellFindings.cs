namespace MnistTrainer.Data;

/// <summary>
/// What is found in the cells of a column: numbers that are too long, errors of a spreadsheet, names of sums, and cells that were merged. The rows are added part by part.
/// </summary>
/// <param name="column">How the column is read.</param>
/// <param name="cells">The column, or a part of it, for its name and what was counted of its cells.</param>
internal sealed class CellFindings(SchemaColumn column, TextColumn cells)
{
    private readonly LongNumbers _numbers = new(column, cells.Name);
    private readonly SheetErrors _errors = new(cells.Name);
    private readonly TotalNames _totals = new(column, cells.Name);
    private readonly MergedCells _merged = cells.Tally?.Merged ?? new MergedCells(cells.Name);

    /// <summary>The lines about a column that is not read part by part.</summary>
    public static IEnumerable<string> LinesOf(SchemaColumn column, TextColumn cells)
    {
        CellFindings findings = new(column, cells);
        findings.Add(cells);
        return findings.Lines();
    }

    /// <summary>Adds the cells of the column, or of a part of its rows.</summary>
    public void Add(TextColumn part)
    {
        _numbers.Add(part);
        _errors.Add(part);
        _totals.Add(part);
        if (part.Tally is null)
            _merged.Add(part);
    }

    /// <summary>The lines about all rows.</summary>
    public IEnumerable<string> Lines() => [.. _numbers.Lines(), .. _errors.Lines(), .. _totals.Lines(), .. _merged.Lines()];
}
