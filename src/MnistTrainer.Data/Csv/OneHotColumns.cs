namespace MnistTrainer.Data;

/// <summary>Columns of zeros and a single one, whose place is the class.</summary>
/// <param name="Columns">The columns, in order.</param>
/// <param name="Classes">The class that each stands for.</param>
internal sealed record OneHotColumns(int[] Columns, string[] Classes)
{
    private const int MinimumClasses = 3;
    private const int MaximumClasses = 100;
    private const int MinimumPixels = 16;

    // Fewer columns may be images of four pixels with one of them black.
    private const int MinimumLabels = 5;
    private const double SumTolerance = 0.01;

    /// <summary>Finds them among columns whose names are not those of the pixels.</summary>
    /// <param name="sample">The first rows, with a header.</param>
    /// <param name="others">The columns beside the pixels.</param>
    public static OneHotColumns? FindNamed(CsvSample sample, int[] others)
    {
        int[] binary = [.. others.Where(column => sample.Column(column).All(cell => ParseBit(cell) is not null))];
        IEnumerable<int[]> byStem = binary.GroupBy(column => CsvHeader.Stem(sample.Header![column])).Select(group => group.ToArray());
        int[]? found = byStem.Append(binary).Where(columns => columns.Length > 1).FirstOrDefault(columns => AreOneHot(sample, columns));
        return found is null ? null : new OneHotColumns(found, NameClasses([.. found.Select(column => sample.Header![column])]));
    }

    /// <summary>Finds them at the end or the beginning of the rows, where what remains is a square image or one of the known size.</summary>
    /// <param name="sample">The first rows.</param>
    /// <param name="columns">The columns in question.</param>
    /// <param name="size">The number of pixels, if known.</param>
    public static OneHotColumns? FindUnnamed(CsvSample sample, int[] columns, int? size)
    {
        for (int count = MinimumClasses; count <= Math.Min(MaximumClasses, columns.Length - MinimumPixels); count++)
        {
            int rest = columns.Length - count;
            if (size is int known ? rest != known : !CsvLayoutFinder.IsSquare(rest))
                continue;
            int[]? found = new[] { columns[^count..], columns[..count] }.FirstOrDefault(block => AreOneHot(sample, block));
            if (found is not null)
                return new OneHotColumns(found, [.. Enumerable.Range(0, count).Select(index => $"{index}")]);
        }

        return null;
    }

    /// <summary>Whether a table has nothing but one-hot labels or probabilities of classes: rows that each sum to 1.</summary>
    public static bool AreAll(CsvSample sample, int[] columns) =>
        columns.Length >= MinimumLabels
        && columns.Length <= MaximumClasses
        && sample.Rows.Count >= MinimumClasses
        && sample.Rows.All(row => SumsToOne(row, columns));

    private static bool AreOneHot(CsvSample sample, int[] columns) =>
        sample.Rows.All(row =>
            columns.All(column => ParseBit(row[column]) is not null) && columns.Sum(column => ParseBit(row[column])) == 1
        );

    /// <summary>Returns the 0 or 1 that a cell holds, or null.</summary>
    public static int? ParseBit(string cell) =>
        CellParser.TryParse(cell, decimalComma: true, out double number) && number is 0 or 1 ? (int)number : null;

    private static bool SumsToOne(string[] row, int[] columns)
    {
        double sum = 0;
        foreach (int column in columns)
        {
            if (!CellParser.TryParse(row[column], decimalComma: true, out double number) || number is < 0 or > 1)
                return false;
            sum += number;
        }

        return Math.Abs(sum - 1) <= SumTolerance;
    }

    // "label_0" to "label_9" are the classes 0 to 9.
    private static string[] NameClasses(string[] names)
    {
        string stem = CsvHeader.Stem(names[0]);
        if (stem.Length == 0 || !names.All(name => name.StartsWith(stem, StringComparison.Ordinal)))
            return names;
        string[] classes = [.. names.Select(name => name[stem.Length..].Trim('_', '-', '.', ' ', '(', ')', '[', ']'))];
        return classes.All(name => name.Length > 0) && classes.Distinct().Count() == classes.Length ? classes : names;
    }
}
