using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds whether the label of a table is a class or a number.</summary>
internal static class LabelFinder
{
    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static ColumnReport Find(TextTable table, int index, TableOptions options, ColumnFinder finder)
    {
        TextColumn column = table.Columns[index];
        ColumnTexts texts = finder.TextsOf(column);
        LabelCheck check = new($"{table.Path}, column {index + 1} ({column.Name})", texts);
        if (options.Task != TableTask.Classification)
            check.EnsureNoDates(mayBeNumbers: options.Task == TableTask.Regression);
        if (options.Task == TableTask.Regression)
        {
            ColumnReport stated = check.Numbers(finder.FindNumbers(column, isStated: true)!);
            return stated with { Reason = $"a number, {stated.Reason}", Option = null };
        }

        ColumnReport classes = finder.FindClasses(column);
        if (options.Task == TableTask.Classification)
            return check.Classes(Sorted(classes), areStated: true) with { Reason = "classes, as specified" };
        if (CodeTexts.Describe(column.Name, texts.Values) is (string codes, AreNumbers: true))
            return check.Classes(Sorted(classes), areStated: false) with
            {
                Reason = $"{codes}, so classes",
                Option = nameof(TableOptions.Task),
            };
        if (finder.FindNumbers(column, isStated: false) is not ColumnReport numbers)
            return check.Classes(Sorted(classes), areStated: false) with
            {
                Reason = classes.Reason.Length == 0 ? "text, so classes" : $"text, so classes; {classes.Reason}",
            };
        bool areWhole = classes.Column.Categories.All(text => double.IsInteger(numbers.Column.Format.ValueOf(text)));
        bool areFew =
            classes.Distinct <= 2
            || (
                classes.Distinct <= TableSchema.MostNumericClasses
                && classes.Distinct * LabelCheck.RowsPerClass <= column.Count
                && numbers.Column.Format is { Unit: null, GroupMark: null }
            );
        return areWhole && areFew
            ? check.Classes(Sorted(classes), areStated: false) with
            {
                Reason = $"{classes.Distinct} different whole numbers, so classes",
                Option = nameof(TableOptions.Task),
            }
            : check.Numbers(numbers) with
            {
                Reason = $"{numbers.Distinct} different numbers, so a quantity" + (numbers.Reason.Length == 0 ? "" : $", {numbers.Reason}"),
                Option = numbers.Option == nameof(TableOptions.MissingTexts) ? numbers.Option : nameof(TableOptions.Task),
            };
    }

    // In numerical order if all classes are numbers.
    private static ColumnReport Sorted(ColumnReport report)
    {
        NumberFormat format = new();
        return report.Column.Categories.All(text => format.TryParse(text, out _))
            ? report with
            {
                Column = report.Column with { Categories = [.. report.Column.Categories.OrderBy(format.ValueOf)] },
            }
            : report;
    }
}
