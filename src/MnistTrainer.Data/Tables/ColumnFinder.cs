using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds what a column of a table holds.</summary>
/// <param name="table">The table.</param>
/// <param name="options">What is known about it.</param>
internal sealed class ColumnFinder(TextTable table, TableOptions options)
{
    // Fewer rows do not show whether texts repeat.
    private const int FewRows = 10;

    // Of numbers and texts in one column, a few are codes, such as 1, 2 and 3+.
    private const int MostMixed = 32;

    private const int MostExamples = 3;
    private const string NoValues = "no values";
    private const string OnlyCase = "some differ only in case";

    // Of whole numbers, a few may be codes.
    private const int FewValues = 10;

    private readonly bool _hasDecimalCommas = NumberFormatFinder.HasDecimalCommas(table);

    /// <summary>Finds the kind of a column that is not the label.</summary>
    /// <param name="column">The column.</param>
    /// <param name="stated">The kind that is known; null for none.</param>
    /// <exception cref="InvalidInputException">It cannot be found for certain; the message names the column and a cell.</exception>
    public ColumnReport Find(TextColumn column, ColumnKind? stated)
    {
        ColumnTexts texts = ColumnTexts.Of(column, MissingCell.Texts.Contains);
        return stated switch
        {
            ColumnKind.Category when texts.Distinct == 0 => Named(texts, ColumnKind.Ignored, NoValues),
            ColumnKind.Category => Categories(texts, "as specified"),
            ColumnKind.Number => Numbers(texts, isStated: true)!,
            ColumnKind.Id or ColumnKind.Ignored => Named(texts, stated.Value, "as specified"),
            _ => Detect(texts),
        };
    }

    /// <summary>Reads a label as numbers; null if it is text and not stated to be numbers.</summary>
    /// <exception cref="InvalidInputException">It cannot be found for certain how they are written.</exception>
    public ColumnReport? FindNumbers(TextColumn column, bool isStated) =>
        Numbers(ColumnTexts.Of(column, MissingCell.Texts.Contains), isStated, isLabel: true);

    /// <summary>Reads a label as classes.</summary>
    public static ColumnReport FindClasses(TextColumn column) =>
        Texts(ColumnTexts.Of(column, MissingCell.Texts.Contains), ColumnKind.Category, "");

    private ColumnReport Detect(ColumnTexts texts)
    {
        if (texts.Distinct <= 1)
            return Named(
                texts,
                ColumnKind.Ignored,
                texts.Distinct == 0 ? NoValues : "a single value",
                nameof(TableOptions.CategoryColumns)
            );
        bool isNamedId = CellForms.IsIdName(texts.Column.Name);
        bool areDifferent = texts.Distinct == texts.Count && texts.Count > 1;
        ColumnReport? numbers = CellForms.HaveLeadingZeros(texts) ? null : Numbers(texts, isStated: false);
        if (isNamedId && areDifferent && (numbers is null || texts.Values.All(text => CellForms.IsWholeNumber(text))))
            return Named(
                texts,
                ColumnKind.Id,
                "different in every row",
                numbers is null ? nameof(TableOptions.CategoryColumns) : nameof(TableOptions.NumberColumns)
            );
        if (numbers is not null)
            return CellForms.CountRows(texts)
                ? numbers with
                {
                    Reason = "counts the rows",
                    Option = nameof(TableOptions.IgnoredColumns),
                }
                : numbers;
        if (CellForms.AreDates(texts))
            return Named(texts, ColumnKind.Ignored, "dates or times, which are not read", nameof(TableOptions.CategoryColumns));
        if (texts.Count > FewRows && texts.Distinct * 2 > texts.Count)
            return Named(
                texts,
                ColumnKind.Ignored,
                areDifferent ? "a different text in every row" : $"{texts.Distinct} different texts in {texts.Count} rows",
                nameof(TableOptions.CategoryColumns)
            );
        if (CellForms.HaveLeadingZeros(texts))
            return Categories(texts, "numbers with leading zeros, so codes", nameof(TableOptions.NumberColumns));
        return Categories(texts, texts.Values.Any(text => CellForms.IsWholeNumber(text)) ? "numbers and texts" : "");
    }

    private ColumnReport? Numbers(ColumnTexts texts, bool isStated, bool isLabel = false)
    {
        ColumnTexts numbers = ColumnTexts.Of(texts.Column, MissingCell.IsAmongNumbers);
        if (isStated && numbers.Distinct == 0)
            return Named(numbers, ColumnKind.Ignored, NoValues);
        NumberFormatFinder finder = new(numbers.Values, options, _hasDecimalCommas);
        if (finder.FindBest() is not (NumberFormat format, bool[] areNumbers))
            return isStated ? throw NoNumber(numbers, 0, isLabel) : null;
        int odd = Array.IndexOf(areNumbers, false);
        if (odd >= 0)
        {
            int rows = areNumbers.Index().Where(one => one.Item).Sum(one => numbers.Counts[one.Index]);
            if (!isStated && (rows * 2 < numbers.Count || numbers.Distinct <= MostMixed))
                return null;
            throw NoNumber(numbers, odd, isLabel);
        }

        if (finder.FindRival(format) is NumberFormat rival)
            throw Ambiguous(numbers, format, rival);
        if (format.Unit is char unit && numbers.Values.Any(text => NumberFormat.UnitOf(text) is null && format.ValueOf(text) != 0))
            throw UnitMissing(numbers, unit, format, isLabel);
        double[] values = [.. numbers.Values.Select(format.ValueOf)];
        return new ColumnReport(
            new SchemaColumn(texts.Column.Name, ColumnKind.Number)
            {
                Format = format,
                MissingTexts = [.. numbers.MissingTexts.Where(text => !MissingCell.Texts.Contains(text)).Order(StringComparer.Ordinal)],
            },
            numbers.Distinct,
            numbers.Missing
        )
        {
            Smallest = values.Length == 0 ? null : values.Min(),
            Largest = values.Length == 0 ? null : values.Max(),
            Reason =
                isStated ? "as specified"
                : MayBeCodes(values) ? "few whole numbers, which may be codes"
                : DescribeFormat(format),
            Option = !isStated && MayBeCodes(values) ? nameof(TableOptions.CategoryColumns) : null,
        };
    }

    private static bool MayBeCodes(double[] values) => values.Length is > 2 and <= FewValues && Array.TrueForAll(values, double.IsInteger);

    private static string DescribeFormat(NumberFormat format)
    {
        List<string> parts = [];
        if (format.Unit is char unit)
            parts.Add($"in {unit}");
        if (format.DecimalMark == ',')
            parts.Add("with a decimal comma");
        if (format.GroupMark is char mark)
            parts.Add($"with thousands separated by {(mark == ' ' ? "blanks" : mark)}");
        return string.Join(", ", parts);
    }

    private static ColumnReport Categories(ColumnTexts texts, string reason, string? option = null)
    {
        ColumnReport report = Texts(texts, ColumnKind.Category, reason) with { Option = option };
        if (texts.Distinct <= TableSchema.MostCategories)
            return report;
        int others = texts.Distinct - TableSchema.MostCategories;
        string joined = $"the {TableSchema.MostCategories} most frequent; the other {others} are read as one value";
        return report with
        {
            Column = report.Column with { Categories = [.. texts.Frequent(TableSchema.MostCategories).Order(StringComparer.Ordinal)] },
            Reason = reason.Length == 0 ? joined : $"{reason}; {joined}",
            Option = option ?? nameof(TableOptions.IgnoredColumns),
        };
    }

    private static ColumnReport Texts(ColumnTexts texts, ColumnKind kind, string reason) =>
        new(
            new SchemaColumn(texts.Column.Name, kind) { Categories = [.. texts.Values.Order(StringComparer.Ordinal)] },
            texts.Distinct,
            texts.Missing
        )
        {
            Examples = [.. texts.Frequent(MostExamples)],
            Reason =
                !texts.Values.GroupBy(text => text, StringComparer.OrdinalIgnoreCase).Any(group => group.Count() > 1) ? reason
                : reason.Length == 0 ? OnlyCase
                : $"{reason}; {OnlyCase}",
        };

    private static ColumnReport Named(ColumnTexts texts, ColumnKind kind, string reason, string? option = null) =>
        new(new SchemaColumn(texts.Column.Name, kind), texts.Distinct, texts.Missing)
        {
            Examples = [.. texts.Frequent(MostExamples)],
            Reason = reason,
            Option = option,
        };

    private InvalidInputException NoNumber(ColumnTexts texts, int index, bool isLabel) =>
        new(
            PlaceOf(texts, index),
            "a number, as in other cells of this column",
            $"\"{texts.Values[index]}\"",
            isLabel
                ? "Correct the cell or leave it empty, or state that the label is a class, or name another"
                : "Correct the cell or leave it empty, or read the column as categories, or leave it out"
        )
        {
            Option = isLabel ? nameof(TableOptions.Task) : nameof(TableOptions.CategoryColumns),
        };

    private InvalidInputException Ambiguous(ColumnTexts texts, NumberFormat format, NumberFormat rival)
    {
        int index = Enumerable.Range(0, texts.Distinct).First(i => !format.ValueOf(texts.Values[i]).Equals(rival.ValueOf(texts.Values[i])));
        (double one, double other) = (format.ValueOf(texts.Values[index]), rival.ValueOf(texts.Values[index]));
        return new InvalidInputException(
            PlaceOf(texts, index),
            "numbers that can be read in one way only",
            FormattableString.Invariant($"\"{texts.Values[index]}\", which may be {one} or {other}"),
            "Specify the decimal mark, or write the numbers without separators of thousands"
        )
        {
            Option = nameof(TableOptions.DecimalMark),
        };
    }

    private InvalidInputException UnitMissing(ColumnTexts texts, char unit, NumberFormat format, bool isLabel)
    {
        int index = Enumerable
            .Range(0, texts.Distinct)
            .First(i => NumberFormat.UnitOf(texts.Values[i]) is null && format.ValueOf(texts.Values[i]) != 0);
        return new InvalidInputException(
            PlaceOf(texts, index),
            $"a number in {unit}, as other cells of this column",
            $"\"{texts.Values[index]}\" without a unit",
            $"Write all numbers with {unit}, or all without{(isLabel ? "" : ", or leave the column out")}"
        )
        {
            Option = isLabel ? null : nameof(TableOptions.IgnoredColumns),
        };
    }

    private string PlaceOf(ColumnTexts texts, int index) =>
        $"{table.Path}, line {table.Line(texts.Column.FirstRowOf(texts.IndexOf(index)))}, column {table.Columns.IndexOf(texts.Column) + 1} ({texts.Column.Name})";
}
