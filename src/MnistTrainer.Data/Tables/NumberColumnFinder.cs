using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the columns of a table that hold numbers.</summary>
/// <param name="table">The table.</param>
/// <param name="options">What is known about it.</param>
internal sealed partial class NumberColumnFinder(TextTable table, TableOptions options)
{
    // Of numbers and texts in one column, a few are codes, such as 1, 2 and 3+.
    private const int MostMixed = 32;

    // Of whole numbers, a few may be codes.
    private const int FewValues = 10;

    // Those below it have fewer digits.
    private const double SmallestFloat = 1.17549435e-38;

    // A double has this many digits.
    private const int MostDigits = 15;

    private readonly NumberErrors _errors = new(table);
    private readonly bool _hasDecimalCommas = NumberFormatFinder.HasDecimalCommas(table);

    /// <summary>Reads a column as numbers; null if it is text and not stated to be numbers.</summary>
    /// <param name="column">The column.</param>
    /// <param name="isStated">Whether it is known to hold numbers.</param>
    /// <param name="isLabel">Whether it is the label, which has other remedies.</param>
    /// <exception cref="InvalidInputException">It cannot be found for certain how they are written; the message names the column and a cell.</exception>
    public ColumnReport? Find(TextColumn column, bool isStated, bool isLabel = false)
    {
        ColumnTexts texts = ColumnTexts.Of(column, text => MissingCell.IsAmongNumbers(text) || options.MissingTexts.Contains(text));
        if (isStated && texts.Distinct == 0)
            return TextReport.Named(texts, ColumnKind.Ignored, "no values");
        NumberFormatFinder finder = new(texts.Values, options, _hasDecimalCommas && !column.HasDecimalPoints);
        (NumberFormat Format, bool[] AreNumbers)? best = finder.FindBest();
        int odd = best is { } one ? Array.IndexOf(one.AreNumbers, false) : 0;
        if (odd >= 0)
        {
            if (FindOtherMark(texts) is int cell)
                throw _errors.OtherMark(texts, cell, options.DecimalMark!.Value);
            if (best is { } numbers && FindTooLarge(texts, numbers.Format, numbers.AreNumbers) is int large)
                throw _errors.TooLarge(texts, large);
            int rows = best is { } found ? found.AreNumbers.Index().Where(one => one.Item).Sum(one => texts.Counts[one.Index]) : 0;
            if (isStated || (rows > 0 && rows * 2L >= texts.Counts.Sum(count => (long)count) && texts.Distinct > MostMixed))
                throw _errors.NoNumber(texts, odd, isLabel);
            return null;
        }

        NumberFormat format = best!.Value.Format;
        if (finder.FindRival(format) is NumberFormat rival)
            throw _errors.Ambiguous(texts, format, rival);
        if (format.Unit is string unit && texts.Values.Any(text => NumberFormat.UnitOf(text) is null && format.ValueOf(text) != 0))
            throw _errors.UnitMissing(texts, unit, format, isLabel);
        return Report(texts, format, isStated);
    }

    /// <summary>Lets a column keep the digits in which its numbers differ.</summary>
    public static ColumnReport WithOrigin(ColumnReport report, TextColumn column)
    {
        double[] numbers = NumbersOf(report, column);
        double share = column.Tally is { IsSampled: true } tally ? (double)tally.Distinct / Math.Max(1, column.Texts.Count) : 1;
        if (NumberOrigin.Of(numbers) is not (not 0 and var origin))
            return WithLost(report, numbers, share);
        string less = $"less {NumberText.Of(origin, digits: 15)}, which keeps the last digits";
        return WithLost(
            report with
            {
                Column = report.Column with { Origin = origin },
                Reason = TextReport.Joined(report.Reason, less),
            },
            numbers,
            share
        );
    }

    private static ColumnReport WithLost(ColumnReport report, double[] numbers, double share)
    {
        if (NumberOrigin.LostOf(numbers, report.Column.Origin) is not (> 0 and var lost))
            return report;
        bool areSmall = numbers.Count(number => Math.Abs(number - report.Column.Origin) is > 0 and < SmallestFloat) * 2 > lost;
        string others = string.Create(
            CultureInfo.InvariantCulture,
            $"{(share > 1 ? "about " : "")}{lost * share:N0} different numbers are read as others, since they {(areSmall ? "are smaller than 1.2e-38, the smallest float of 7 digits" : "differ beyond 7 digits")}"
        );
        return report with
        {
            Reason = TextReport.Joined(report.Reason, others),
            Option = report.Option ?? nameof(TableOptions.CategoryColumns),
        };
    }

    private static double[] NumbersOf(ColumnReport report, TextColumn column) =>
        report.Column.Kind != ColumnKind.Number
            ? []
            : [.. column.Texts.Select(report.Column.Format.ValueOf).Where(double.IsFinite).Distinct().Order()];

    private ColumnReport Report(ColumnTexts texts, NumberFormat format, bool isStated)
    {
        double[] numbers = [.. texts.Values.Select(format.ValueOf)];
        (string Reason, string Option)? guess = isStated ? null : Guess(texts, format, numbers);
        (string Text, int Count)[] missing =
        [
            .. texts.MissingTexts.Where(one =>
                MissingCell.IsWord(one.Text) || MissingCell.IsError(one.Text) || options.MissingTexts.Contains(one.Text)
            ),
        ];
        return new ColumnReport(
            new SchemaColumn(texts.Column.Name, ColumnKind.Number)
            {
                Format = format,
                HasWholeNumbers = !Array.Exists(texts.Values, text => IsFraction(text, format)),
                MissingTexts = [.. texts.MissingTexts.Select(one => one.Text).Where(MissingCell.IsWord).Order(StringComparer.Ordinal)],
            },
            texts.Distinct,
            texts.Missing
        )
        {
            Smallest = numbers.Length == 0 ? null : numbers.Min(),
            Largest = numbers.Length == 0 ? null : numbers.Max(),
            Reason = TextReport.Joined(
                isStated ? "as specified" : Describe(format),
                DescribeNegative(texts.Values),
                Array.Find(texts.Values, PowerOfTen.IsIn) is string power ? $"with powers of ten, such as {power}" : "",
                missing.Length == 0 ? "" : $"missing: {ColumnTexts.Describe(missing)}",
                guess?.Reason ?? ""
            ),
            Option = guess?.Option,
        };
    }

    // What else the numbers may be, and the option that makes them that.
    private static (string Reason, string Option)? Guess(ColumnTexts texts, NumberFormat format, double[] numbers)
    {
        if (MissingNumber.Find(texts, numbers) is { Length: > 0 } missing)
            return ($"unlike the others, perhaps missing: {ColumnTexts.Describe(missing)}", nameof(TableOptions.MissingTexts));
        if (
            texts.Values.Any(text => text.Length > MostDigits && text.Count(char.IsAsciiDigit) > MostDigits)
            && numbers.Distinct().Count() < texts.Values.Length
        )
            return (
                $"different numbers are read as the same, since they differ beyond {MostDigits} digits",
                nameof(TableOptions.CategoryColumns)
            );
        if (AreWritten(texts.Values, numbers) is string same)
            return (same, nameof(TableOptions.CategoryColumns));
        if (texts.Distinct > FewValues && Array.TrueForAll(texts.Values, LongNumbers.IsRounded))
            return (
                $"such as {texts.Values[0]}, as a spreadsheet shows numbers of more than 11 digits, whose last ones are lost",
                nameof(TableOptions.IgnoredColumns)
            );
        if (Array.Find(texts.Values, text => CodeWithE().IsMatch(text)) is string code)
            return ($"numbers with powers of ten such as {code}, which may be codes", nameof(TableOptions.CategoryColumns));
        if (Array.TrueForAll(numbers, double.IsInteger) && numbers.Length is > 2 and <= FewValues)
            return ("few whole numbers, which may be codes", nameof(TableOptions.CategoryColumns));
        return format.GroupMark is '_' || (format.Unit is string unit && !NumberFormat.IsSign(unit))
            ? ("perhaps codes", nameof(TableOptions.CategoryColumns))
            : null;
    }

    // 1.1 and 1.10 are different versions.
    private static string? AreWritten(string[] texts, double[] numbers)
    {
        string[]? same = Enumerable
            .Range(0, texts.Length)
            .Where(i => texts[i].Length <= 6 && texts[i].Contains('.', StringComparison.Ordinal))
            .GroupBy(i => numbers[i], i => texts[i])
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())
            .FirstOrDefault();
        return same is null ? null : $"\"{same[0]}\" and \"{same[1]}\" are the same number";
    }

    private static string DescribeNegative(string[] texts) =>
        TextReport.Joined(
            Array.Find(texts, NegativeNumber.IsInParentheses) is string enclosed ? $"negative in parentheses, such as {enclosed}" : "",
            Array.Find(texts, NegativeNumber.HasMinusBehind) is string behind ? $"negative with the minus behind, such as {behind}" : "",
            Array.Find(texts, NegativeNumber.HasSignApart) is string apart ? $"with the sign apart, such as {apart}" : ""
        );

    // The first text that is too large for a float, where all are numbers but for those.
    private static int? FindTooLarge(ColumnTexts texts, NumberFormat format, bool[] areNumbers)
    {
        int[] others = [.. Enumerable.Range(0, areNumbers.Length).Where(i => !areNumbers[i])];
        return Array.TrueForAll(others, i => format.IsTooLarge(texts.Values[i])) ? others[0] : null;
    }

    private static bool IsFraction(string text, NumberFormat format) =>
        text.Contains(format.DecimalMark, StringComparison.Ordinal) || !double.IsInteger(format.ValueOf(text));

    private static string Describe(NumberFormat format)
    {
        List<string> parts = [];
        if (format.Unit is string unit)
            parts.Add($"in {unit}");
        if (format.DecimalMark == ',')
            parts.Add("with a decimal comma");
        if (format.GroupMark is char mark)
            parts.Add($"with thousands separated by {(mark == ' ' ? "blanks" : mark)}");
        return string.Join(", ", parts);
    }

    // A text that is no number with the specified decimal mark, where all are numbers with the other.
    private int? FindOtherMark(ColumnTexts texts)
    {
        if (options.DecimalMark is null || texts.Distinct == 0)
            return null;
        NumberFormatFinder any = new(texts.Values, options with { DecimalMark = null }, _hasDecimalCommas);
        if (any.FindBest() is not (NumberFormat format, bool[] areNumbers) || areNumbers.Contains(false))
            return null;
        return Array.FindIndex(
            texts.Values,
            text => !(format with { DecimalMark = options.DecimalMark.Value, GroupMark = null }).TryParse(text, out _)
        );
    }

    // Programs write powers of ten with a sign or a decimal mark: 1E+05, 1.0E5. Of plates, flats and genes, 1E5 is a name.
    [GeneratedRegex(@"^\d+[eE]\d+$")]
    private static partial Regex CodeWithE();
}
