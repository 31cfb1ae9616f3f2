namespace MnistTrainer.Data;

/// <summary>Finds how the numbers of a column are written: in the only way in which all of them can be read.</summary>
/// <param name="texts">The different texts of the column, none of them missing.</param>
/// <param name="options">The decimal mark, where it is known.</param>
/// <param name="hasSemicolons">Whether semicolons separate cells.</param>
internal sealed class NumberFormatFinder(IReadOnlyList<string> texts, TableOptions options, bool hasSemicolons)
{
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
        // A point is the decimal mark, but for spreadsheets of countries with a decimal comma, which separate cells with semicolons.
        if (format == new NumberFormat(Unit: format.Unit) && !hasSemicolons)
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

    private IEnumerable<NumberFormat> Candidates()
    {
        char? unit = texts.Select(NumberFormat.UnitOf).FirstOrDefault(found => found is not null);
        return NumberFormat
            .All.Where(format => options.DecimalMark is null || format.DecimalMark == options.DecimalMark)
            .SelectMany(format => unit is null ? [format] : (NumberFormat[])[format, format with { Unit = unit }]);
    }
}
