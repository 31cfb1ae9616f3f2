using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>The columns that options name.</summary>
/// <param name="Label">The label, from 0; null if it is not known.</param>
/// <param name="Kinds">The kinds of others, as far as they are known.</param>
internal sealed record ColumnRoles(int? Label, IReadOnlyDictionary<int, ColumnKind> Kinds)
{
    /// <exception cref="InvalidInputException">There is no such column, or options contradict each other about one.</exception>
    public static ColumnRoles Of(TextTable table, TableOptions options)
    {
        string[] names = [.. table.Columns.Select(column => column.Header ?? column.Name)];
        ColumnSelection selection = new(table.Path, table.HasHeader ? names : null, names.Length);
        int? label = options.LabelColumn is string text ? selection.Find(text, nameof(TableOptions.LabelColumn)) : null;
        Dictionary<int, ColumnKind> kinds = [];
        Set(options.IdColumn is string id ? [id] : [], nameof(TableOptions.IdColumn), ColumnKind.Id);
        Set(options.CategoryColumns, nameof(TableOptions.CategoryColumns), ColumnKind.Category);
        Set(options.NumberColumns, nameof(TableOptions.NumberColumns), ColumnKind.Number);
        Set(options.IgnoredColumns, nameof(TableOptions.IgnoredColumns), ColumnKind.Ignored);
        ColumnNames.Check(table, kinds);
        return new ColumnRoles(label, kinds);

        void Set(IReadOnlyList<string> texts, string option, ColumnKind kind)
        {
            foreach (int column in selection.FindAll(texts, option))
            {
                bool isAlone = texts.Count == 1 && selection.FindAll(texts, option).Length == 1;
                // A range may go around the label.
                if (column == label && !isAlone)
                    continue;
                if (column == label || (kinds.TryGetValue(column, out ColumnKind other) && other != kind))
                {
                    throw new InvalidInputException(
                        $"{table.Path}, column {column + 1} ({names[column]})",
                        "one purpose",
                        column == label ? "the label and another purpose" : "two different ones",
                        "Name the column in one of the options"
                    );
                }

                kinds[column] = kind;
            }
        }
    }
}
