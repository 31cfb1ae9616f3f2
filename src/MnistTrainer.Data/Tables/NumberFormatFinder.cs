namespace MnistTrainer.Data;

/// <summary>Finds how the numbers of a column are written: in the only way in which all of them can be read.</summary>
/// <param name="texts">The different texts of the column, none of them missing.</param>
/// <param name="options">The decimal mark, where it is known.</param>
/// <param name="hasDecimalCommas">Whether the table has decimal commas, so that points may separate thousands.</param>
internal sealed class NumberFormatFinder(IReadOnlyList<string> texts, TableOptions options, bool hasDecimalCommas)
{
    /// <summary>
    /// Whether a table has decimal commas: semicolons separate its cells, as spreadsheets of countries with a decimal comma write them, or a column can only be read with one.
    /// </summary>
    public static bool HasDecimalCommas(TextTable table) =>
        table.HasSemicolons
        || table.Columns.Any(column =>
        {
            if (column.HasDecimalPoints)
                return false;
            NumberFormatFinder finder = new(ColumnTexts.Of(column, MissingCell.IsAmongNumbers).Values, new TableOptions(), false);
            return !finder.CanRead('.') && finder.CanRead(',');
        });

    /// <summary>The format in which the most texts can be read, and which these are; null if none can.</summary>
    public (NumberFormat Format, bool[] AreNumbers)? FindBest()
    {
        (NumberFormat Format, bool[] AreNumbers, int Count)? best = null;
        foreach (NumberFormat format in Candidates())
        {
            bool[] areNumbers = [.. texts.Select(text => format.TryParse(text, out _))];
            int count = areNumbers.Count(isNumber => isNumber);
            if (count > (best?.Count ?? 0))
                best = (format, areNumbers, count);
            if (count == texts.Count)
                break;
        }

        return best is { } found ? (found.Format, found.AreNumbers) : null;
    }

    /// <summary>Another format in which all texts can be read as well, but as other numbers; null if there is none.</summary>
    public NumberFormat? FindRival(NumberFormat format)
    {
        // A point is the decimal mark, but for tables with decimal commas.
        if (format == new NumberFormat(Unit: format.Unit) && !hasDecimalCommas)
            return null;
        return Candidates()
            .FirstOrDefault(other =>
                other != format
                && texts.All(text => other.TryParse(text, out _))
                && texts.Any(text =>
                    format.TryParse(text, out double mine) && other.TryParse(text, out double theirs) && !mine.Equals(theirs)
                )
            );
    }

    private bool CanRead(char decimalMark) =>
        Candidates().Any(format => format.DecimalMark == decimalMark && texts.All(text => format.TryParse(text, out _)));

    private static bool HasDigit(string text) => text.Any(char.IsDigit);

    private IEnumerable<NumberFormat> Candidates()
    {
        // A sign may be missing from some cells, which is reported; letters that are missing from some are part of a code. Words beside units are found to be no numbers; those
        // beside numbers with a single letter, such as 1B and 2B, are names as these are.
        string? unit =
            texts.Select(NumberFormat.SignOf).FirstOrDefault(found => found is not null)
            ?? (
                texts.FirstOrDefault(HasDigit) is string one
                && NumberFormat.UnitOf(one) is string first
                && texts.All(text =>
                    NumberFormat.UnitOf(text) == first
                    || (!HasDigit(text) && (first.Length > 1 || one.Contains(' ', StringComparison.Ordinal)))
                )
                    ? first
                    : null
            );
        return NumberFormat
            .All.Where(format => options.DecimalMark is null || format.DecimalMark == options.DecimalMark)
            .SelectMany(format => unit is null ? [format] : (NumberFormat[])[format, format with { Unit = unit }]);
    }
}
