namespace MnistTrainer.Data;

/// <summary>
/// Whether the first row of a table of numbers and categories holds names. A row of mostly words may as well be data: then a number stands among numbers, or a word recurs in
/// its column. A word above numbers is a name, and so is one above a few texts that recur without it.
/// </summary>
internal static class TableHeader
{
    // Texts that recur this often on average are few, so that one in the first row would be among them.
    private const int RowsPerText = 5;

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
            bool isData = sample.Rows.Count > 1 && IsData(header, sample, decimalComma);
            return isData ? CsvSample.Read(table, hasHeader: false, isText) : sample;
        }

        if (sample.Rows.Count < 2)
            return sample;
        bool isName = Enumerable
            .Range(0, sample.Columns)
            .Any(column => IsWord(sample.Rows[0][column], decimalComma) && AreNumbers(sample.Column(column).Skip(1), decimalComma));
        return isName ? CsvSample.Read(table, hasHeader: true, isText) : sample;
    }

    private static bool IsData(string[] row, CsvSample sample, bool decimalComma)
    {
        bool hasNumber = false,
            hasName = false;
        int members = 0,
            namesOfNumbers = 0;
        for (int column = 0; column < row.Length; column++)
        {
            string cell = row[column];
            string[] below = [.. sample.Column(column)];
            if (IsNumber(cell, decimalComma))
                hasNumber |= AreNumbers(below, decimalComma);
            else if (
                cell.Length > 0
                && (
                    below.Contains(cell)
                    || (NumberFormat.UnitOf(cell) is string unit && below.All(other => NumberFormat.UnitOf(other) == unit))
                )
            )
                members++;
            else if (IsWord(cell, decimalComma) && AreNumbers(below, decimalComma))
                namesOfNumbers++;
            else if (IsWord(cell, decimalComma))
                hasName |= AreFew(below);
        }

        // Names may be numbers, such as years, and one may be a value of its column as well.
        return namesOfNumbers == 0 ? members > 0 || (hasNumber && !hasName) : members > namesOfNumbers;
    }

    private static bool AreFew(string[] cells)
    {
        string[] present = [.. cells.Where(cell => !MissingCell.IsInText(cell))];
        return present.Length > 0 && present.Distinct().Count() * RowsPerText <= present.Length;
    }

    private static bool AreNumbers(IEnumerable<string> cells, bool decimalComma)
    {
        string[] present = [.. cells.Where(cell => !MissingCell.IsAmongNumbers(cell))];
        return present.Length > 0 && Array.TrueForAll(present, cell => IsNumber(cell, decimalComma));
    }

    private static bool IsWord(string cell, bool decimalComma) => !MissingCell.IsAmongNumbers(cell) && !IsNumber(cell, decimalComma);

    private static bool IsNumber(string cell, bool decimalComma) =>
        (NumberFormat.SignOf(cell) is not null && cell.Any(char.IsDigit))
        || CellParser.TryParse(cell, decimalComma, out _)
        || NumberFormat.IsNumber(cell);
}
