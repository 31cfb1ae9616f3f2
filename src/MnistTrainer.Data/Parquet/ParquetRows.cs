using System.Text;
using MnistTrainer.NeuralNetwork;
using Parquet.Schema;

namespace MnistTrainer.Data;

/// <summary>
/// Parquet whose rows are those of a table of numbers and categories: each column holds numbers, texts, dates and times, or true and false, and a value that is null is a
/// missing cell.
/// </summary>
internal sealed class ParquetRows : TextFormat
{
    private const string Texts = "texts";

    private readonly DataFile _source;
    private readonly long _rows;
    private readonly long? _memory;

    private ParquetRows(DataFile source, ParquetFile file, long? memory)
        : base(source.Path) => (_source, _rows, _memory, Kinds) = (source, file.Rows, memory, [.. file.Fields.Select(KindOf)]);

    /// <summary>What each column holds, in words: a time of day is a number in a unit, which may be another in another file.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <inheritdoc/>
    public override string Name => "Parquet";

    /// <inheritdoc/>
    public override long? Rows => _rows;

    /// <summary>Opens a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="memory">The memory for a group of rows, in bytes; null for any.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or has a column whose values are no cells; the message names it.</exception>
    public static ParquetRows Open(DataFile source, long? memory = null)
    {
        using var file = ParquetFile.Open(source);
        foreach (DataField field in file.Fields)
        {
            string? found =
                field.MaxRepetitionLevel > 0 ? "lists"
                : field.Path.Length > 1 ? "columns inside a column"
                : ParquetColumn.IsBytes(field) ? "bytes"
                : !ParquetColumn.IsCell(field) ? $"values of another kind ({field.ClrType.Name})"
                : null;
            if (found is not null)
                throw new InvalidInputException(
                    $"{source.Path}, column {ParquetLayout.NameOf(field)}",
                    "numbers, texts, dates or true and false",
                    found,
                    "Write its values as columns of their own, or leave it out of the file"
                );
        }

        return file.Fields.Count > 0
            ? new ParquetRows(source, file, memory)
            : throw new InvalidInputException(source.Path, "a table with columns", "none", "Specify another file");
    }

    /// <inheritdoc/>
    public override bool HasDecimalPoints(int column) => Kinds[column] != Texts;

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options) => options with { HasHeader = true };

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        using var rows = ParquetFile.Open(_source);
        yield return string.Join(',', rows.Fields.Select(field => Quote(ParquetLayout.NameOf(field))));
        StringBuilder line = new();
        for (int group = 0; group < rows.Groups; group++)
        {
            if (_memory is long memory)
                rows.CheckGroup(group, rows.Fields, memory);
            ParquetColumn[] columns = [.. rows.Fields.Select(field => rows.Read(group, field))];
            if (Array.Exists(columns, column => column.Count != columns[0].Count))
                throw ParquetFile.Damaged(Path);
            for (int row = 0; row < columns[0].Count; row++)
            {
                line.Clear();
                for (int column = 0; column < columns.Length; column++)
                    line.Append(column == 0 ? "" : ",").Append(Quote(CellOf(columns[column], rows.Fields[column], row)));
                yield return line.ToString();
            }
        }
    }

    private static string KindOf(DataField field) =>
        field is TimeDataField time ? $"times of day ({time.Precision})"
        : field.ClrType == typeof(bool) ? "true and false"
        : ParquetColumn.IsNumber(field) ? "numbers"
        : ParquetColumn.IsText(field) ? Texts
        : field.ClrType == typeof(Guid) ? "ids of rows"
        : "dates";

    private static string CellOf(ParquetColumn column, DataField field, int row)
    {
        string text = column.TextOf(row);
        return field.ClrType != typeof(bool) || text.Length == 0 ? text
            : text == "1" ? "true"
            : "false";
    }
}
