namespace MnistTrainer.Data;

/// <summary>
/// Whether the first row of a table of numbers and categories holds names. A row of mostly words may as well be data: then a number stands among numbers, or a word recurs in
/// its column. A word above numbers is a name.
/// </summary>
internal static class TableHeader
{
    /// <summary>Reads the beginning of a table, with or without a header.</summary>
    /// <param name="table">The table.</param>
    /// <param name="isText">Whether cells may hold number signs and line breaks, which pixels do not.</param>
    /// <exception cref="MnistTrainer.NeuralNetwork.InvalidInputException">There are no rows, or the header and rows differ in length.</exception>
    public static CsvSample ReadSample(TableFile table, bool isText)
    {
        bool decimalComma = table.Dialect.HasDecimalComma;
        var sample = CsvSample.Read(table, table.Options.HasHeader, isText);
        if (table.Options.HasHeader is not null || table.Format is not null)
            return sample;
        if (sample.Header is string[] header)
        {
            bool isData =
                sample.Rows.Count > 1
                && Enumerable.Range(0, sample.Columns).Any(column => Belongs(header[column], [.. sample.Column(column)], decimalComma));
            return isData ? CsvSample.Read(table, hasHeader: false, isText) : sample;
        }

        if (sample.Rows.Count < 2)
            return sample;
        bool isName = Enumerable
            .Range(0, sample.Columns)
            .Any(column => IsWord(sample.Rows[0][column], decimalComma) && AreNumbers(sample.Column(column).Skip(1), decimalComma));
        return isName ? CsvSample.Read(table, hasHeader: true, isText) : sample;
    }

    private static bool Belongs(string cell, string[] below, bool decimalComma) =>
        IsNumber(cell, decimalComma) ? AreNumbers(below, decimalComma) : cell.Length > 0 && below.Contains(cell);

    private static bool AreNumbers(IEnumerable<string> cells, bool decimalComma)
    {
        string[] present = [.. cells.Where(cell => !MissingCell.IsAmongNumbers(cell))];
        return present.Length > 0 && Array.TrueForAll(present, cell => IsNumber(cell, decimalComma));
    }

    private static bool IsWord(string cell, bool decimalComma) => !MissingCell.IsAmongNumbers(cell) && !IsNumber(cell, decimalComma);

    private static bool IsNumber(string cell, bool decimalComma) =>
        NumberFormat.UnitOf(cell) is not null || CellParser.TryParse(cell, decimalComma, out _);
}
