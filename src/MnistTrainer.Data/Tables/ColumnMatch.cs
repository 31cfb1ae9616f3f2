using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Which column of a table is which column of a schema.</summary>
/// <param name="Inputs">For each of the schema's inputs, in their order.</param>
/// <param name="Label">The label; null if the table has none.</param>
/// <param name="Id">The names of the rows; null if the table has none.</param>
/// <param name="Notes">Columns whose names are spelled in another way, and columns that are not used, a line each.</param>
internal sealed record ColumnMatch(ImmutableArray<TextColumn> Inputs, TextColumn? Label, TextColumn? Id, IReadOnlyList<string> Notes)
{
    private const int MostShown = 10;

    /// <exception cref="InvalidInputException">Columns are missing, or one has the name of several.</exception>
    public static ColumnMatch Of(TableSchema schema, TextTable table) =>
        table.HasHeader != schema.HasHeader
            ? throw new InvalidInputException(
                table.Path,
                schema.HasHeader ? "a header with the names of the columns" : "no header, as in the table that was trained on",
                schema.HasHeader ? "none" : $"the names {Shown(table.Columns.Select(column => column.Name))}",
                "Use a table like the one that was trained on"
            )
            {
                Option = nameof(TableOptions.HasHeader),
            }
        : schema.HasHeader ? ByName(schema, table)
        : ByNumber(schema, table);

    /// <summary>The same columns of another part of the same table.</summary>
    /// <param name="whole">The part that these are of.</param>
    public Func<TextTable, ColumnMatch> InParts(TextTable whole)
    {
        Dictionary<TextColumn, int> places = whole.Columns.Index().ToDictionary(one => one.Item, one => one.Index);
        int[] inputs = [.. Inputs.Select(column => places[column])];
        int? label = Label is null ? null : places[Label],
            id = Id is null ? null : places[Id];
        return part => new ColumnMatch(
            [.. inputs.Select(place => part.Columns[place])],
            label is int ofLabel ? part.Columns[ofLabel] : null,
            id is int ofId ? part.Columns[ofId] : null,
            Notes
        );
    }

    /// <summary>The places of the columns that are read, in the order of the table.</summary>
    /// <param name="table">The table that these are of.</param>
    public int[] PlacesIn(TextTable table)
    {
        HashSet<TextColumn?> read = [.. Inputs, Label, Id];
        return [.. table.Columns.Index().Where(one => read.Contains(one.Item)).Select(one => one.Index)];
    }

    /// <summary>The inputs, with their columns and where they begin.</summary>
    public IEnumerable<(SchemaColumn Column, TextColumn Source, int Offset)> Sources(TableSchema schema) =>
        schema.Inputs.Zip(Inputs, schema.Offsets);

    /// <summary>The inputs and the label, if there is one, with their places in the table, in its order.</summary>
    /// <param name="schema">The schema.</param>
    /// <param name="table">The table that these are of.</param>
    public IReadOnlyList<(SchemaColumn Column, int Place)> InOrder(TableSchema schema, TextTable table) =>
        [
            .. schema
                .Inputs.Append(schema.Label)
                .Zip(((IEnumerable<TextColumn?>)Inputs).Append(Label))
                .Where(pair => pair.Second is not null)
                .Select(pair => (pair.First, table.Columns.IndexOf(pair.Second!)))
                .OrderBy(one => one.Item2),
        ];

    private static ColumnMatch ByName(TableSchema schema, TextTable table)
    {
        Dictionary<string, TextColumn> found = FindAll([.. schema.Columns.Append(schema.Label).Select(column => column.Name)], table);
        string[] missing = [.. schema.Inputs.Where(column => !found.ContainsKey(column.Name)).Select(column => column.Name)];
        if (ColumnNames.Repeated(table.Columns).FirstOrDefault(columns => missing.Contains(columns[0].Header)) is TextColumn[] repeated)
        {
            throw new InvalidInputException(
                table.Path,
                $"one column of the name {repeated[0].Header}, which the model reads",
                $"{repeated.Length}",
                "Rename the others in the header"
            );
        }

        if (missing.Length > 0)
        {
            throw new InvalidInputException(
                table.Path,
                $"the {schema.Inputs.Count()} columns that the model reads",
                $"none of the name{(missing.Length == 1 ? "" : "s")} {Shown(missing)}",
                "Add or rename the columns; a value that is not known may be empty"
            );
        }

        string[] extra = [.. table.Columns.Except(found.Values).Select(column => column.Name)];
        string[] alike =
        [
            .. found.Where(pair => pair.Value.Name != CanonicalText.Of(pair.Key)).Select(pair => $"{pair.Value.Name} as {pair.Key}"),
        ];
        List<string> notes = [];
        if (alike.Length > 0)
            notes.Add($"read by a name in another spelling: {Shown(alike)}");
        if (extra.Length > 0)
            notes.Add($"not used, since the model does not know {(extra.Length == 1 ? "it" : "them")}: {Shown(extra)}");
        return new ColumnMatch(
            [.. schema.Inputs.Select(column => found[column.Name])],
            found.GetValueOrDefault(schema.Label.Name),
            schema.Id is SchemaColumn id ? found.GetValueOrDefault(id.Name) : null,
            notes
        );
    }

    // The same name, or else the only one of the others that differs in case, quotes and blanks alone.
    private static Dictionary<string, TextColumn> FindAll(string[] names, TextTable table)
    {
        HashSet<string> canonical = [.. names.Select(CanonicalText.Of)];
        TextColumn[] others = [.. table.Columns.Where(column => !canonical.Contains(column.Name))];
        Dictionary<string, TextColumn> found = new(StringComparer.Ordinal);
        foreach (string name in names)
        {
            TextColumn[] columns = table.Find(CanonicalText.Of(name)) is TextColumn same
                ? [same]
                : [.. others.Where(column => CsvHeader.AreEqual(column.Name, name))];
            if (columns.Length == 1)
                found[name] = columns[0];
        }

        IGrouping<TextColumn, string>? shared = found
            .GroupBy(pair => pair.Value, pair => pair.Key)
            .FirstOrDefault(group => group.Count() > 1);
        return shared is null
            ? found
            : throw new InvalidInputException(
                table.Path,
                $"a column of its own for each of {string.Join(" and ", shared)}",
                $"{shared.Key.Name} for all of them",
                "Name the columns as in the table that was trained on"
            );
    }

    private static ColumnMatch ByNumber(TableSchema schema, TextTable table)
    {
        int all = schema.Columns.Length + 1;
        bool hasLabel = table.Columns.Length == all;
        bool lacksLabel = table.Columns.Length == all - 1 && schema.LabelIndex == all - 1;
        if (!hasLabel && !lacksLabel)
        {
            throw new InvalidInputException(
                table.Path,
                schema.LabelIndex == all - 1 ? $"{all} columns, or {all - 1} without the label, which is the last" : $"{all} columns",
                $"{table.Columns.Length}",
                "Use a table like the one that was trained on; the label may be empty"
            );
        }

        TextColumn[] columns = [.. table.Columns.Where((_, index) => !hasLabel || index != schema.LabelIndex)];
        TextColumn[] inputs = [.. columns.Where((_, index) => schema.Columns[index].Width > 0)];
        int id = Enumerable.Range(0, columns.Length).FirstOrDefault(index => schema.Columns[index].Kind == ColumnKind.Id, -1);
        return new ColumnMatch([.. inputs], hasLabel ? table.Columns[schema.LabelIndex] : null, id < 0 ? null : columns[id], []);
    }

    private static string Shown(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", all.Take(MostShown)) + (all.Length > MostShown ? $" and {all.Length - MostShown} more" : "");
    }
}
