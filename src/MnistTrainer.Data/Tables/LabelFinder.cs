using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Finds whether the label of a table is a class or a number.</summary>
internal static class LabelFinder
{
    // A class has this many rows on average, at least, where classes are numbers.
    private const int RowsPerClass = 5;

    /// <exception cref="InvalidInputException">It is neither.</exception>
    public static ColumnReport Find(TextTable table, int index, TableOptions options, ColumnFinder finder)
    {
        TextColumn column = table.Columns[index];
        string place = $"{table.Path}, column {index + 1} ({column.Name})";
        if (options.Task == TableTask.Regression)
            return Checked(finder.FindNumbers(column, isStated: true)!) with { Reason = "a number, as specified" };
        ColumnReport classes = finder.FindClasses(column);
        if (options.Task == TableTask.Classification)
            return Checked(Sorted(classes)) with { Reason = "classes, as specified" };
        ColumnReport? numbers = finder.FindNumbers(column, isStated: false);
        if (numbers is null)
            return Checked(Sorted(classes)) with
            {
                Reason = classes.Reason.Length == 0 ? "text, so classes" : $"text, so classes; {classes.Reason}",
            };
        bool areWhole = classes.Column.Categories.All(text => double.IsInteger(numbers.Column.Format.ValueOf(text)));
        bool areFew =
            classes.Distinct <= 2
            || (
                classes.Distinct <= TableSchema.MostNumericClasses
                && classes.Distinct * RowsPerClass <= column.Count
                && numbers.Column.Format is { Unit: null, GroupMark: null }
            );
        return areWhole && areFew
            ? Checked(Sorted(classes)) with
            {
                Reason = $"{classes.Distinct} different whole numbers, so classes",
                Option = nameof(TableOptions.Task),
            }
            : Checked(numbers) with
            {
                Reason = $"{numbers.Distinct} different numbers, so a quantity" + (numbers.Reason.Length == 0 ? "" : $", {numbers.Reason}"),
                Option = nameof(TableOptions.Task),
            };

        ColumnReport Checked(ColumnReport report)
        {
            if (report.Distinct < 2)
                throw new InvalidInputException(
                    place,
                    report.Column.Kind == ColumnKind.Category ? "at least two classes" : "different numbers",
                    report.Distinct == 0 ? "none" : $"one, {column.Texts.First(text => !MissingCell.TextsOf(options).Contains(text))}",
                    "Check that the label column is the right one"
                )
                {
                    Option = nameof(TableOptions.LabelColumn),
                };
            if (report.Column.Kind == ColumnKind.Category && report.Distinct > TableSchema.MostClasses)
                throw new InvalidInputException(
                    place,
                    $"at most {TableSchema.MostClasses} classes",
                    $"{report.Distinct} different labels",
                    "Check that the label column is the right one, or predict a number"
                )
                {
                    Option = nameof(TableOptions.LabelColumn),
                };
            string[][] spellings =
            [
                .. report
                    .Column.Categories.GroupBy(CategoryIndex.Normalize)
                    .Where(group => group.Count() > 1)
                    .Select(group => group.ToArray()),
            ];
            if (spellings.Length > 0)
                throw new InvalidInputException(
                    place,
                    "one spelling of each class",
                    string.Join(" and ", spellings[0].Select(text => $"\"{text}\"")),
                    "Write each class in one way only"
                );
            return report;
        }
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
