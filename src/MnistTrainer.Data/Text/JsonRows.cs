using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// JSON whose values are rows of a table: objects with a member for each column, in a list or one after the other, or lists of cells. A member that an object lacks is a
/// missing cell.
/// </summary>
internal sealed class JsonRows : TextFormat
{
    private const string Expected = "a number, a text, true, false or null in each cell";
    private const string Remedy = "Write its values as members of their own, or leave it out of the file";

    // An image has this many pixels, at least, where its object has members beside the label.
    private const int FewestPixels = 49;

    private readonly bool _areLines;

    // Of the members of all objects, in the order of their first ones; null for lists of cells.
    private readonly Dictionary<string, Column>? _columns;
    private readonly bool[] _haveTexts;
    private readonly long _absent;

    // What is wrong with a value, which is reported when the table is read.
    private readonly InvalidInputException? _failure;

    private JsonRows(
        string path,
        bool areLines,
        Dictionary<string, Column>? columns,
        long absent = 0,
        InvalidInputException? failure = null
    )
        : base(path)
    {
        (_areLines, _columns, _absent, _failure) = (areLines, columns, absent, failure);
        _haveTexts = [.. columns?.Values.Select(column => column.HasTexts) ?? []];
    }

    /// <inheritdoc/>
    public override string Name => _areLines ? "JSON lines" : "JSON";

    /// <summary>Whether the first object is an image: a list of numbers beside its label.</summary>
    public bool HoldsPixels { get; private init; }

    /// <summary>Whether columns have names.</summary>
    public bool HasNames => _columns is not null;

    /// <inheritdoc/>
    public override IEnumerable<string> Findings =>
        _absent == 0 ? [] : [FormattableString.Invariant($"members: {_absent:N0} that objects lack are missing cells")];

    /// <summary>Reads all values of a file to find its columns.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">The beginning of its text.</param>
    /// <param name="isWhole">Whether this is all of the text.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <exception cref="InvalidInputException">The file cannot be opened.</exception>
    public static JsonRows Open(DataFile source, string start, bool isWhole, Encoding encoding)
    {
        bool areLines = start[0] == '{' || JsonTable.AreLines(start, isWhole, out _);
        using InputFile file = InputFile.OpenText(source, encoding);
        Dictionary<string, Column> columns = new(StringComparer.Ordinal);
        long values = 0,
            members = 0;
        try
        {
            foreach (JsonElement value in JsonValues.Read(file, areLines))
            {
                if (++values == 1 && value.ValueKind == JsonValueKind.Array)
                    return new JsonRows(source.Path, areLines, null);
                members += Add(source.Path, value, values, columns);
                if (values == 1 && IsImage(value))
                    return new JsonRows(source.Path, areLines, columns) { HoldsPixels = true };
                if (values == 1 && start[0] == '{' && IsWholeTable(value))
                    throw FindRows(value) is string member
                        ? Invalid(
                            source.Path,
                            1,
                            "an object for each row",
                            $"the rows as a list in \"{PrintableText.Of(member)}\"",
                            "Write that list alone, or save the table as CSV"
                        )
                        : Invalid(
                            source.Path,
                            1,
                            "an object for each row",
                            "an object for each column",
                            "Write it with orient=\"records\", or save the table as CSV"
                        );
            }
        }
        catch (InvalidInputException e)
        {
            return new JsonRows(source.Path, areLines, columns, failure: e);
        }

        return columns.Count > 0
            ? new JsonRows(source.Path, areLines, columns, (values * columns.Count) - members)
            : new JsonRows(
                source.Path,
                areLines,
                columns,
                failure: new InvalidInputException(
                    source.Path,
                    "JSON with an object for each row",
                    "no members",
                    "Specify a file that contains rows"
                )
            );
    }

    /// <inheritdoc/>
    public override bool HasDecimalPoints(int column) => _columns is not null && !_haveTexts[column];

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options) => options with { HasHeader = _columns is not null };

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        if (_failure is not null)
            throw _failure;
        if (_columns is not null)
            yield return string.Join(',', _columns.Keys.Select(Quote));
        long number = 0;
        foreach (JsonElement value in JsonValues.Read(file, _areLines))
            yield return string.Join(',', (_columns is null ? Items(value, ++number) : Members(value, ++number)).Select(Quote));
    }

    // Returns the number of members.
    private static int Add(string path, JsonElement value, long number, Dictionary<string, Column> columns)
    {
        if (value.ValueKind != JsonValueKind.Object)
            throw Invalid(path, number, "an object, as the first value", Describe(value), "Write an object for each row");
        HashSet<string> own = new(StringComparer.Ordinal);
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string name = NameOf(path, member, number);
            if (!own.Add(name))
                throw Invalid(path, number, "one member of each name", $"\"{name}\" twice", "Rename one of them");
            if (!columns.TryGetValue(name, out Column? column))
                columns.Add(name, column = new Column(columns.Count));
            if (columns.Count > TextTable.MaximumColumns)
                throw Invalid(path, number, $"at most {TextTable.MaximumColumns} columns", "more", "Leave members out of the file");
            column.HasTexts |= member.Value.ValueKind == JsonValueKind.String;
        }

        return own.Count;
    }

    private static string NameOf(string path, JsonProperty member, long number)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw Invalid(path, number, "names of whole characters", JsonTable.HalfCharacter, "Write the file again in UTF-8");
        }
    }

    private string[] Members(JsonElement value, long number)
    {
        string[] cells = new string[_columns!.Count];
        Array.Fill(cells, "");
        foreach (JsonProperty member in value.EnumerateObject())
            cells[_columns[member.Name].Place] = TextOf(member.Value, number, $"\"{member.Name}\"");
        return cells;
    }

    private IEnumerable<string> Items(JsonElement value, long number) =>
        value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select((item, column) => TextOf(item, number, $"cell {column + 1}"))
            : throw Invalid(Path, number, "a list, as the first value", Describe(value), "Write a list for each row");

    private string TextOf(JsonElement item, long number, string name)
    {
        try
        {
            return item.ValueKind switch
            {
                JsonValueKind.Number => item.GetRawText(),
                JsonValueKind.String => item.GetString()!,
                JsonValueKind.True => "true",
                JsonValueKind.False => "false",
                JsonValueKind.Null => "",
                _ => throw Invalid(Path, number, Expected, $"{Describe(item)} in {name}", Remedy),
            };
        }
        catch (InvalidOperationException)
        {
            throw Invalid(Path, number, Expected, $"{JsonTable.HalfCharacter} in {name}", "Correct the text");
        }
    }

    private static bool IsImage(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
            return false;
        JsonProperty[] lists = [.. value.EnumerateObject().Where(member => member.Value.ValueKind == JsonValueKind.Array)];
        if (lists.Length != 1 || lists[0].Value.GetArrayLength() == 0)
            return false;
        JsonElement list = lists[0].Value;
        int others = value
            .EnumerateObject()
            .Count(member => member.Value.ValueKind != JsonValueKind.Array && !CsvHeader.IsIndex(member.Name));
        return list[0].ValueKind == JsonValueKind.Array
            || (list[0].ValueKind == JsonValueKind.Number && (others <= 1 || list.GetArrayLength() >= FewestPixels));
    }

    // As programs answer on the web: {"data": [{"age": 31}, {"age": 44}]}.
    private static string? FindRows(JsonElement value) =>
        value
            .EnumerateObject()
            .Where(member =>
                member.Value.ValueKind == JsonValueKind.Array
                && member.Value.GetArrayLength() > 0
                && member.Value.EnumerateArray().All(row => row.ValueKind == JsonValueKind.Object)
            )
            .Select(member => member.Name)
            .FirstOrDefault();

    // Pandas' forms but "records": a list or an object for each column.
    private static bool IsWholeTable(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        && value.EnumerateObject().Any()
        && value.EnumerateObject().All(member => member.Value.ValueKind is JsonValueKind.Object or JsonValueKind.Array);

    private static string Describe(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "an object",
            JsonValueKind.Array => "a list",
            JsonValueKind.String => "a text",
            JsonValueKind.Number => "a number",
            _ => value.GetRawText(),
        };

    private sealed class Column(int place)
    {
        public int Place => place;

        public bool HasTexts { get; set; }
    }

    private static InvalidInputException Invalid(string path, long number, string expected, string found, string remedy) =>
        new($"{path}, value {number}", expected, found, remedy);
}
