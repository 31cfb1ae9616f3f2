using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Names that differ for the columns of a table, also where its header repeats some or leaves them empty.</summary>
internal static class ColumnNames
{
    /// <summary>The columns of a table, without cells.</summary>
    public static ImmutableArray<TextColumn> ColumnsOf(CsvSample sample)
    {
        string?[] header =
        [
            .. Enumerable.Range(0, sample.Columns).Select(column => sample.Header is null ? null : CanonicalText.Of(sample.Header[column])),
        ];
        string[] names = [.. header.Select((name, column) => name is { Length: > 0 } ? name : $"{column + 1}")];
        HashSet<string> repeated = [.. names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key)];
        HashSet<string> taken = [.. names];
        for (int column = 0; column < names.Length; column++)
        {
            if (!repeated.Contains(names[column]))
                continue;
            string numbered = $"{names[column]} (column {column + 1})";
            while (!taken.Add(numbered))
                numbered += "'";
            names[column] = numbered;
        }

        return [.. names.Select((name, column) => new TextColumn(name, header[column]))];
    }

    /// <summary>The columns whose name others have as well, those of one name together.</summary>
    public static IEnumerable<TextColumn[]> Repeated(ImmutableArray<TextColumn> columns) =>
        columns
            .Where(column => column.Header is { Length: > 0 })
            .GroupBy(column => column.Header)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray());

    /// <summary>Returns how columns of one name are called: <c>"age" repeats, read as "age (column 1)", "age (column 3)"</c>.</summary>
    public static string Describe(TextColumn[] columns) =>
        $"\"{columns[0].Header}\" repeats, read as {string.Join(", ", columns.Select(column => $"\"{column.Name}\""))}";

    /// <exception cref="InvalidInputException">More than one column of the same name is read.</exception>
    public static void Check(TextTable table, IReadOnlyDictionary<int, ColumnKind> kinds)
    {
        foreach (TextColumn[] columns in Repeated(table.Columns))
        {
            int[] read =
            [
                .. columns
                    .Select(column => table.Columns.IndexOf(column))
                    .Where(column => !kinds.TryGetValue(column, out ColumnKind kind) || kind != ColumnKind.Ignored),
            ];
            if (read.Length > 1)
                throw new InvalidInputException(
                    table.Path,
                    "a name of its own for each column",
                    $"\"{columns[0].Header}\" for {Numbers(columns.Select(column => table.Columns.IndexOf(column) + 1))}",
                    "Rename all but one in the header, or leave them out by their numbers"
                )
                {
                    Option = nameof(TableOptions.IgnoredColumns),
                };
        }
    }

    private static string Numbers(IEnumerable<int> numbers)
    {
        string[] all = [.. numbers.Select(number => $"{number}")];
        return $"columns {string.Join(", ", all[..^1])} and {all[^1]}";
    }
}
