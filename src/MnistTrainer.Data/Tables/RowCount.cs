using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Columns that count the rows: whole numbers that change by the same from each row to the next.</summary>
internal static partial class RowCount
{
    // Fewer rows may be numbered by chance.
    private const int FewestRows = 3;

    /// <summary>By what the numbers of a column change from each row to the next, where that is always the same; otherwise null.</summary>
    /// <param name="column">The column, without missing cells.</param>
    /// <param name="format">How its numbers are written.</param>
    public static double? StepOf(TextColumn column, NumberFormat format)
    {
        if (column.Count < FewestRows)
            return null;
        if (column.Tally is ColumnTally tally)
            return tally.StepOf(format);
        return column.Texts.Count < column.Count ? null : StepOf([.. column.Cells.Select(cell => format.ValueOf(column.Texts[cell]))]);
    }

    /// <summary>By what numbers change from each to the next, where that is always the same; otherwise null.</summary>
    /// <param name="numbers">At least two.</param>
    public static double? StepOf(double[] numbers)
    {
        double step = numbers[1] - numbers[0];
        bool isSteady =
            step != 0 && numbers.All(double.IsInteger) && numbers.Zip(numbers.Skip(1)).All(pair => pair.Second - pair.First == step);
        return isSteady ? step : null;
    }

    /// <summary>Whether a column is named like a count of rows, or a tool left its name empty.</summary>
    public static bool IsNamed(TextColumn column) =>
        column.Header is string header && (CsvHeader.IsIndex(header) || Name().IsMatch(header.Trim()));

    [GeneratedRegex(
        @"^(n|i|#|num|nr\.?|no\.?|pos|seq|sequence|obs|observation|record|case|line|counter|serial|count[ _]?er|lfd\.?[ _]?(nr\.?)?|(row|rec|record|line|serial|case|obs|s|sr|sl)\.?[ _]?(no|nr|num|number|index)\.?|unnamed:? ?\d+|level_\d+|\.\.\.1|번호|순번|序号)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex Name();
}
