using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Reads the rows of a table as inputs of a network: numbers as they are, NaN where they are missing, and a 1 for the category among zeros.</summary>
/// <param name="schema">The columns that the network reads.</param>
public sealed class TableEncoder(TableSchema schema)
{
    private const int MaximumValues = 1 << 29;
    private const int MostShown = 3;

    /// <summary>
    /// Whether tables are known to be written with the decimal marks of the schema; otherwise, numbers that could also be read with the other mark are noted. Default: false.
    /// </summary>
    public bool KnowsDecimalMarks { get; init; }

    /// <summary>What to do about a cell that is no number. Default: what suits a table other than that of the training.</summary>
    internal string CellRemedy { get; init; } = "Write the number as in the table that was trained on";

    /// <summary>Reads rows.</summary>
    /// <param name="table">The table. Its columns are found by their names, in any order; the label may be missing.</param>
    /// <param name="withLabels">Whether labels are read, which must then be there; rows without one are left out.</param>
    /// <exception cref="InvalidInputException">Columns are missing, a cell is no number where one belongs, or a label is no class of the schema.</exception>
    public TableRows Encode(TextTable table, bool withLabels)
    {
        ArgumentNullException.ThrowIfNull(table);
        EncodingNotes notes = new(schema) { OfTable = [.. table.Notes] };
        ColumnMatch match = ColumnMatch.Of(schema, table);
        TableRows rows = Encode(table, match, withLabels, notes);
        if (withLabels && rows.TableRow.IsEmpty)
            throw NoLabels(table.Path);
        return rows with { Notes = [.. notes.Lines(), .. NotesOf(table, match)] };
    }

    /// <summary>Creates the exception for a table without any label.</summary>
    internal InvalidInputException NoLabels(string path) =>
        new(path, $"rows with a label in {schema.Label.Name}", "none", "Label the rows, or predict instead");

    /// <summary>Reads some of the rows of a table.</summary>
    /// <param name="table">The rows.</param>
    /// <param name="match">Which of its columns are which of the schema.</param>
    /// <param name="withLabels">Whether labels are read; there may be no row with one.</param>
    /// <param name="notes">Receives what is noted.</param>
    internal TableRows Encode(TextTable table, ColumnMatch match, bool withLabels, EncodingNotes notes)
    {
        if (withLabels && match.Label is null)
            throw new InvalidInputException(
                table.Path,
                $"the column {schema.Label.Name}, which is the label",
                "none of this name",
                "Add the column, or predict instead"
            );
        int[] rows = withLabels ? LabeledRows(table, match.Label!) : [.. Enumerable.Range(0, table.Count)];
        notes.AddRows(rows.Length, table.Count - rows.Length, match.Notes);
        if ((long)rows.Length * schema.Width > MaximumValues)
            throw new InvalidInputException(
                table.Path,
                $"rows of at most {MaximumValues} inputs in total",
                $"{rows.Length} rows of {schema.Width} inputs",
                "Use fewer rows, or leave out columns with many categories"
            );
        float[] values = new float[rows.Length * schema.Width];
        foreach ((int input, (SchemaColumn column, TextColumn source, int offset)) in match.Sources(schema).Index())
        {
            Span<float> places = rows.Length == 0 ? [] : values.AsSpan(offset);
            if (column.Kind == ColumnKind.Number && !KnowsDecimalMarks)
                notes.DecimalMarks.Add(column, table, source);
            if (column.Kind == ColumnKind.Number)
                notes.AddNumbers(input, source.Name, EncodeNumbers(table, column, source, rows, places));
            else
                notes.AddCategories(input, source.Name, column.Categories.Length, EncodeCategories(column, source, rows, places));
        }

        if (withLabels && schema.Task == TableTask.Regression && !KnowsDecimalMarks)
            notes.DecimalMarks.Add(schema.Label, table, match.Label!);
        Samples<float> samples = new(Shape.Vector(schema.Width), values, labels: null, classNames: []);
        return new TableRows(withLabels ? WithLabels(samples, table, match.Label!, rows) : samples, [.. rows])
        {
            Ids = match.Id is TextColumn id ? new RowIds(id.Name, [.. rows.Select(id.Written)]) : null,
            Sources = match.Inputs,
        };
    }

    // What is found in the rows of any table: the same as in the one that was trained on.
    private IEnumerable<string> NotesOf(TextTable table, ColumnMatch match)
    {
        IReadOnlyList<(SchemaColumn Column, int Place)> read = match.InOrder(schema, table);
        RowFindings findings = new(read, table);
        findings.Add(table, findings.SumsOf(table));
        TextColumn[] columns = [.. read.Select(one => table.Columns[one.Place])];
        return
        [
            .. FurtherHeader.Lines(table, columns, schema.MissingTexts),
            .. match.Id is TextColumn ids ? IdNotes.Of(ids) : [],
            .. read.Zip(columns).SelectMany(one => MissingNumbersIn(one.First.Column, one.Second)),
            .. findings.Lines(),
        ];
    }

    // Those of the table that was trained on are reported with its columns.
    private IEnumerable<string> MissingNumbersIn(SchemaColumn column, TextColumn source)
    {
        if (column.Kind != ColumnKind.Number)
            return [];
        var texts = ColumnTexts.Of(source, text => schema.IsMissing(column, text));
        double[] numbers = Array.ConvertAll(texts.Values, column.FormatIn(source).ValueOf);
        return MissingNumber.Find(texts, numbers) is { Length: > 0 } missing
            ? [$"{source.Name}: unlike the others, perhaps missing: {ColumnTexts.Describe(missing)}"]
            : [];
    }

    private int[] LabeledRows(TextTable table, TextColumn label) =>
        [.. Enumerable.Range(0, table.Count).Where(row => !schema.IsMissing(schema.Label, label[row]))];

    private int EncodeNumbers(TextTable table, SchemaColumn column, TextColumn source, int[] rows, Span<float> values)
    {
        // NaN for what is missing, and null for what is no number.
        float?[] numbers =
        [
            .. source.Texts.Select(text =>
                schema.IsMissing(column, text) ? float.NaN
                : Parse(column.FormatIn(source), text) is double number ? (float)(number - column.Origin)
                : (float?)null
            ),
        ];
        int missing = 0;
        for (int row = 0; row < rows.Length; row++)
        {
            float? number = numbers[source.Cells[rows[row]]];
            values[row * schema.Width] =
                number
                ?? throw new InvalidInputException(
                    $"{table.Path}, {table.PlaceOf(rows[row])}, column {source.Name}",
                    $"a number{Describe(column.Format)}, or an empty cell",
                    $"\"{source[rows[row]]}\"",
                    CellRemedy
                );
            missing += float.IsNaN(number.Value) ? 1 : 0;
        }

        return missing;
    }

    private Dictionary<string, int> EncodeCategories(SchemaColumn column, TextColumn source, int[] rows, Span<float> values)
    {
        CategoryIndex index = new(column.Categories);
        int other = column.Categories.Length;
        int?[] places = [.. source.Texts.Select(text => schema.IsMissing(column, text) ? other : index.Find(text))];
        Dictionary<string, int> unknown = new(StringComparer.Ordinal);
        for (int row = 0; row < rows.Length; row++)
        {
            int? place = places[source.Cells[rows[row]]];
            values[(row * schema.Width) + (place ?? other)] = 1;
            if (place is null)
                unknown[source[rows[row]]] = unknown.GetValueOrDefault(source[rows[row]]) + 1;
        }

        return unknown;
    }

    private Samples<float> WithLabels(Samples<float> samples, TextTable table, TextColumn label, int[] rows)
    {
        if (schema.Task == TableTask.Regression)
            return (Samples<float>)samples.WithTargets([.. rows.Select(NumberOf)], schema.Label.Name);
        CategoryIndex index = new(schema.Label.Categories);
        int?[] classes = [.. label.Texts.Select(index.Find)];
        return (Samples<float>)
            samples.WithLabels([.. rows.Select(row => classes[label.Cells[row]] ?? throw NoClass(row))], schema.Label.Categories);

        float NumberOf(int row) =>
            Parse(schema.Label.FormatIn(label), label[row]) is double number
                ? (float)(number - schema.Label.Origin)
                : throw new InvalidInputException(
                    $"{table.Path}, {table.PlaceOf(row)}, column {label.Name}",
                    $"a number{Describe(schema.Label.Format)}",
                    $"\"{label[row]}\"",
                    "Write the number as in the table that was trained on, or leave the cell empty"
                );

        InvalidInputException NoClass(int row) =>
            new(
                $"{table.Path}, {table.PlaceOf(row)}, column {label.Name}",
                $"a class of the model: {string.Join(", ", schema.Label.Categories.Take(MostShown))}{(schema.Label.Categories.Length > MostShown ? ", …" : "")}",
                $"\"{label[row]}\"",
                "Correct the label, or train a model with this class"
            );
    }

    // A percentage and a share of 1 are not the same number.
    private static double? Parse(NumberFormat format, string text) =>
        format.TryParse(text, out double number) && (format.Unit is null || number == 0 || NumberFormat.UnitOf(text) is not null)
            ? number
            : null;

    private static string Describe(NumberFormat format)
    {
        string mark = format.DecimalMark == ',' ? " with a decimal comma" : "";
        return format.Unit is string unit ? $"{mark} in {unit}" : mark;
    }
}
