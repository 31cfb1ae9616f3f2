using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds what a column of a table holds.</summary>
/// <param name="table">The table.</param>
/// <param name="options">What is known about it.</param>
internal sealed partial class ColumnFinder(TextTable table, TableOptions options)
{
    // Fewer rows do not show whether texts repeat.
    private const int FewRows = 10;

    private const int MostShown = 40;

    private readonly NumberColumnFinder _numbers = new(table, options);

    /// <summary>Finds the kind of a column that is not the label.</summary>
    /// <param name="column">The column.</param>
    /// <param name="stated">The kind that is known; null for none.</param>
    /// <exception cref="InvalidInputException">It cannot be found for certain; the message names the column and a cell.</exception>
    public ColumnReport Find(TextColumn column, ColumnKind? stated)
    {
        ColumnTexts texts = TextsOf(column);
        return stated switch
        {
            ColumnKind.Category when texts.Distinct == 0 => TextReport.Named(texts, ColumnKind.Ignored, "no values"),
            ColumnKind.Category => Categories(texts, "as specified"),
            ColumnKind.Number => NumberColumnFinder.WithOrigin(_numbers.Find(column, isStated: true)!, column),
            ColumnKind.Id or ColumnKind.Ignored => TextReport.Named(texts, stated.Value, "as specified"),
            _ => Detect(texts),
        };
    }

    /// <summary>Reads a label as numbers; null if it is text and not stated to be numbers.</summary>
    /// <exception cref="InvalidInputException">It cannot be found for certain how they are written.</exception>
    public ColumnReport? FindNumbers(TextColumn column, bool isStated) =>
        _numbers.Find(column, isStated, isLabel: true) is ColumnReport numbers ? NumberColumnFinder.WithOrigin(numbers, column) : null;

    /// <summary>Reads a label as classes.</summary>
    public ColumnReport FindClasses(TextColumn column)
    {
        ColumnTexts texts = TextsOf(column);
        return TextReport.Classes(texts, DescribeParts(texts.Values));
    }

    /// <summary>The different texts of a column that are not missing.</summary>
    public ColumnTexts TextsOf(TextColumn column) =>
        ColumnTexts.Of(column, text => MissingCell.IsInText(text) || options.MissingTexts.Contains(text));

    /// <summary>Whether all texts are whole numbers.</summary>
    public static bool AreWhole(ColumnTexts texts) => Array.TrueForAll(texts.Values, text => WholeNumber().IsMatch(text));

    /// <summary>Whether a column has a name such as <c>id</c> or <c>customerID</c>.</summary>
    public static bool IsNamedId(TextColumn column) =>
        column.Header is { Length: > 0 } && (CsvHeader.IsIndex(column.Name) || IdName().IsMatch(column.Name));

    private ColumnReport Detect(ColumnTexts texts)
    {
        if (texts.Distinct == 1 && texts.Missing > 0)
            return TextReport.Categories(texts, "one value or none", nameof(TableOptions.IgnoredColumns));
        if (texts.Distinct <= 1)
            return TextReport.Named(
                texts,
                ColumnKind.Ignored,
                texts.Distinct == 0 ? "no values" : "a single value",
                nameof(TableOptions.CategoryColumns)
            );
        if (FindId(texts) is ColumnReport id)
            return id;
        if (DateTexts.Describe(texts.Values) is (string dates, bool areNumbers))
            return TextReport.Named(
                texts,
                ColumnKind.Ignored,
                dates,
                areNumbers ? nameof(TableOptions.NumberColumns) : nameof(TableOptions.CategoryColumns)
            );
        (string Reason, bool AreNumbers)? codes = CodeTexts.Describe(texts.Column.Name, texts.Values);
        if (codes is null && _numbers.Find(texts.Column, isStated: false) is ColumnReport numbers)
            return FindLongIds(texts) ?? Counted(NumberColumnFinder.WithOrigin(numbers, texts.Column), texts);
        string reason = codes?.Reason ?? DescribeMixed(texts.Values);
        if (texts.Count > FewRows && texts.Distinct * 2 > texts.Count)
            return TextReport.Named(
                texts,
                ColumnKind.Ignored,
                TextReport.Joined(
                    codes?.Reason
                        ?? (
                            CodeTexts.DifferInNumbers(texts.Values)
                                ? $"a number in a text, such as {texts.Values[0]}, which is not read"
                                : reason
                        ),
                    texts.Distinct == texts.Count
                        ? "a different text in every row"
                        : $"{texts.Distinct} different texts in {texts.Count} rows"
                ),
                nameof(TableOptions.CategoryColumns)
            );
        return Categories(texts, reason, codes is { AreNumbers: true } ? nameof(TableOptions.NumberColumns) : null);
    }

    private static string DescribeMixed(string[] texts)
    {
        bool[] areNumbers = Array.ConvertAll(texts, NumberFormat.IsNumber);
        if (!areNumbers.Contains(true))
            return DescribeParts(texts);
        string[] others = [.. texts.Where((_, i) => !areNumbers[i])];
        return others.Length > 0
            ? $"numbers and texts such as \"{(others[0].Length <= MostShown ? others[0] : $"{others[0].AsSpan(0, MostShown)}…")}\""
            : $"numbers that are written in different ways, such as {texts[0]} and {texts[^1]}";
    }

    private static string DescribeParts(string[] texts) =>
        CodeTexts.DescribeNumbersIn(texts) is { Length: > 0 } numbers ? numbers : ListTexts.Describe(texts);

    // Of a sample, the most frequent ones are not known.
    private ColumnReport Categories(ColumnTexts texts, string reason, string? option = null) =>
        texts.IsSampled
            ? throw new InvalidInputException(
                $"{table.Path}, column {table.Columns.IndexOf(texts.Column) + 1} ({texts.Column.Name})",
                "as many different texts as fit into the memory, to count each of them",
                string.Create(CultureInfo.InvariantCulture, $"about {texts.Distinct:N0}"),
                "Leave the column out, or give more memory"
            )
            {
                Option = nameof(TableOptions.IgnoredColumns),
            }
            : TextReport.Categories(texts, reason, option);

    private ColumnReport? FindId(ColumnTexts texts)
    {
        if (!IsNamedId(texts.Column) || texts.Distinct != texts.Count)
            return null;
        bool areWhole = AreWhole(texts);
        return areWhole || _numbers.Find(texts.Column, isStated: false) is null
            ? TextReport.Named(
                texts,
                ColumnKind.Id,
                "different in every row",
                areWhole ? nameof(TableOptions.NumberColumns) : nameof(TableOptions.CategoryColumns)
            )
            : null;
    }

    private static ColumnReport? FindLongIds(ColumnTexts texts) =>
        texts.Count > FewRows && texts.Distinct == texts.Count && LongNumbers.AreMost(texts.Values)
            ? TextReport.Named(
                texts,
                ColumnKind.Id,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"whole numbers of up to {LongNumbers.DigitsIn(texts.Values)} digits, different in every row, so ids"
                ),
                nameof(TableOptions.NumberColumns)
            )
            : null;

    // A column that is named like a count is one; others may be years, or the only input.
    private static ColumnReport Counted(ColumnReport numbers, ColumnTexts texts)
    {
        if (RowCount.StepOf(texts.Column, numbers.Column.Format) is not double step)
            return numbers;
        string counts = step == 1 ? "counts the rows" : string.Create(CultureInfo.InvariantCulture, $"counts the rows by {step}");
        if (RowCount.IsNamed(texts.Column))
            return TextReport.Named(texts, ColumnKind.Ignored, counts, nameof(TableOptions.NumberColumns));
        return texts.Count <= FewRows
            ? numbers
            : numbers with
            {
                Reason = TextReport.Joined(numbers.Reason, $"perhaps {counts}"),
                Option = numbers.Option ?? nameof(TableOptions.IgnoredColumns),
            };
    }

    [GeneratedRegex(@"^[+-]?\d+([.,]0+)?$")]
    private static partial Regex WholeNumber();

    // customerID, passenger_id, Order Id.
    [GeneratedRegex(@"[a-z]I[dD]$|[ _.\-](?i:id)$|^(?i:[a-z]{2,}er_?id|uuid|guid)$")]
    private static partial Regex IdName();
}
