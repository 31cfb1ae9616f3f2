using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Benchmarks.Tables;

/// <summary>
/// A table to measure trainers on, as <c>tables.csv</c> and <c>schema.csv</c> describe it. Its rows are in <c>NAME.csv.gz</c>: the fold, the
/// columns of the schema in their order, and the label.
/// </summary>
internal sealed record PublicTable
{
    private const string ListFile = "tables.csv",
        SchemaFile = "schema.csv",
        ListHeader = "table,task,positive,rows",
        SchemaHeader = "table,column,kind";

    public required string Name { get; init; }

    public required TableTask Task { get; init; }

    /// <summary>The label of the positive class of two; empty for other tasks.</summary>
    public required string Positive { get; init; }

    public required int Rows { get; init; }

    /// <summary>Whether each column between fold and label is numeric; the others are categories.</summary>
    public required IReadOnlyList<bool> IsNumeric { get; init; }

    /// <summary>The file of the rows.</summary>
    public required string RowFile { get; init; }

    /// <summary>Reads the descriptions of a folder's tables, in their order.</summary>
    /// <exception cref="InvalidInputException">A file is missing or has other columns.</exception>
    public static IReadOnlyList<PublicTable> ReadAll(string folder)
    {
        ILookup<string, bool> kinds = Read(folder, SchemaFile, SchemaHeader).ToLookup(cells => cells[0], cells => cells[2] == "numeric");
        return
        [
            .. Read(folder, ListFile, ListHeader)
                .Select(cells => new PublicTable
                {
                    Name = cells[0],
                    Task = Enum.Parse<TableTask>(cells[1], ignoreCase: true),
                    Positive = cells[2],
                    Rows = int.Parse(cells[3], CultureInfo.InvariantCulture),
                    IsNumeric = [.. kinds[cells[0]]],
                    RowFile = Path.Combine(folder, $"{cells[0]}.csv.gz"),
                }),
        ];
    }

    // Cells with quotes come after those that are read.
    private static IEnumerable<string[]> Read(string folder, string name, string header)
    {
        string path = Path.Combine(folder, name);
        if (!File.Exists(path))
            throw new InvalidInputException(
                $"{path}: expected the description of the tables, found no such file. Name a folder with {ListFile}, {SchemaFile} and a NAME.csv.gz for each table."
            );
        string[] lines = File.ReadAllLines(path);
        return lines.Length > 0 && lines[0].StartsWith(header, StringComparison.Ordinal)
            ? lines.Skip(1).Select(line => line.Split(','))
            : throw new InvalidInputException(
                $"{path}: expected columns that start with {header}, found {(lines.Length > 0 ? lines[0] : "an empty file")}. Rename or reorder them."
            );
    }
}
