using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// JSON with a value for each image, in a list or one a line: an object with a label and a list of pixels or of rows of them, an object
/// with a member for each column, or a list of cells.
/// </summary>
internal sealed class JsonTable : TextFormat
{
    private const string Expected = "JSON with an object for each image: its label, and its pixels in a list or in rows";
    private const string Remedy = "Write such objects, in a list or one a line, or save the table as CSV";

    private readonly bool _areLines;

    // The columns of the first value: the label and the image, or all members.
    private readonly string? _label;
    private readonly string? _image;
    private readonly string[]? _members;
    internal const string HalfCharacter = "a text with half a character (an unpaired surrogate)";

    private const int MaximumShown = 5;

    private readonly int[] _size;

    private JsonTable(string path, JsonElement first, bool areLines)
        : base(path)
    {
        _areLines = areLines;
        _size = [];
        if (first.ValueKind == JsonValueKind.Array)
        {
            _size = SizeOf(first);
            if (_size.Length != 1)
                throw Invalid("lists inside lists", 1);
            return;
        }

        if (first.ValueKind != JsonValueKind.Object)
            throw Invalid("a value that is neither an object nor a list", 1);
        string[] names = [.. first.EnumerateObject().Select(member => member.Name)];
        string[] lists = [.. names.Where(name => first.GetProperty(name).ValueKind == JsonValueKind.Array)];
        if (lists.Length == 0 && names.Length > 1 && names.All(name => first.GetProperty(name).ValueKind != JsonValueKind.Object))
        {
            _members = names;
            return;
        }

        if (lists.Length != 1)
            throw Invalid(
                lists.Length == 0
                    ? "an object without pixels"
                    : $"an object with several lists ({string.Join(", ", lists.Take(MaximumShown))})",
                1
            );
        _image = lists[0];
        string[] others = [.. names.Where(name => name != _image)];
        _label = CsvHeader.FindLabel(others) is int label ? others[label] : null;
        _size = SizeOf(first.GetProperty(_image));
    }

    /// <inheritdoc/>
    public override string Name => _areLines ? "JSON lines" : "JSON";

    /// <summary>Reads the first value of a file to find out what values are.</summary>
    /// <param name="source">The file.</param>
    /// <param name="start">The beginning of its text.</param>
    /// <param name="isWhole">Whether this is all of the text.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <exception cref="InvalidInputException">The text is no JSON, or JSON of another form.</exception>
    public static JsonTable Open(DataFile source, string start, bool isWhole, Encoding encoding)
    {
        bool areLines = AreLines(start, isWhole, out int lines);
        if (start[0] == '{' && !areLines)
            throw SingleObject(source.Path, start);
        using InputFile file = InputFile.OpenText(source, encoding);
        foreach (JsonElement first in JsonValues.Read(file, areLines))
        {
            try
            {
                JsonTable table = new(source.Path, first, areLines);
                bool isAlone = isWhole && lines == 1 && table._members is not null && start[0] == '{';
                return isAlone ? throw SingleObject(source.Path, start) : table;
            }
            catch (InvalidOperationException e)
            {
                throw new InvalidInputException(source.Path, Expected, HalfCharacter, Remedy, e);
            }
        }

        throw new InvalidInputException(source.Path, Expected, "JSON without values", Remedy);
    }

    /// <summary>Whether a text has a value in each line rather than a list of all values.</summary>
    /// <param name="start">The beginning of the text.</param>
    /// <param name="isWhole">Whether this is all of it.</param>
    /// <param name="lines">The number of its lines that are not blank, up to 3.</param>
    public static bool AreLines(string start, bool isWhole, out int lines)
    {
        string[] first = start.Split('\n', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        lines = first.Length;
        return (lines > 1 || isWhole)
            && first[0].Length > 1
            && (start[0] == '{' ? first[0].EndsWith('}') : lines > 1 && first[1].StartsWith('['))
            && first[0][^1] is ']' or '}';
    }

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options)
    {
        bool isImage = _size.Length > 1;
        Shape? shape = isImage ? Shape.Image(_size[0], _size[1]) : null;
        return options with
        {
            HasHeader = _members is not null,
            LabelColumn = options.LabelColumn ?? (_label is null ? null : "1"),
            Shape = options.Shape ?? shape,
        };
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        if (_members is not null)
            yield return string.Join(',', _members.Select(Quote));
        long number = 0;
        foreach (JsonElement value in JsonValues.Read(file, _areLines))
            yield return string.Join(',', Cells(value, ++number));
    }

    private IEnumerable<string> Cells(JsonElement value, long number)
    {
        if (_members is not null)
            return MembersOf(value, _members, number).Select(member => Quote(TextOf(member, number)));
        if (_image is null)
            return Pixels(value, number);
        IEnumerable<string> pixels = Pixels(Member(value, _image, number), number);
        return _label is null ? pixels : pixels.Prepend(Quote(TextOf(Member(value, _label, number), number)));
    }

    // Objects mostly have their members in the same order; looking up each of 785 by name takes hours for a large file.
    private IEnumerable<JsonElement> MembersOf(JsonElement value, string[] names, long number)
    {
        JsonElement.ObjectEnumerator members = value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : default;
        foreach (string name in names)
            yield return members.MoveNext() && members.Current.NameEquals(name) ? members.Current.Value : Member(value, name, number);
    }

    private JsonElement Member(JsonElement value, string name, long number) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out JsonElement member)
            ? member
            : throw Invalid($"a value without {name}", number);

    private IEnumerable<string> Pixels(JsonElement image, long number)
    {
        if (image.ValueKind != JsonValueKind.Array || (_size.Length > 1 && !SizeOf(image).SequenceEqual(_size)))
            throw Invalid("an image of another size", number);
        return Flatten(image, number);
    }

    private IEnumerable<string> Flatten(JsonElement list, long number)
    {
        foreach (JsonElement item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Array)
            {
                yield return Quote(TextOf(item, number));
                continue;
            }

            foreach (string cell in Flatten(item, number))
                yield return cell;
        }
    }

    private string TextOf(JsonElement item, long number) =>
        item.ValueKind switch
        {
            JsonValueKind.Number => item.GetRawText(),
            JsonValueKind.String => StringOf(item, number),
            JsonValueKind.Null => "",
            JsonValueKind.True => "1",
            JsonValueKind.False => "0",
            _ => throw Invalid("a list or an object where a number or a text belongs", number),
        };

    private string StringOf(JsonElement item, long number)
    {
        try
        {
            return item.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Invalid(HalfCharacter, number);
        }
    }

    // Rows and columns of an image; a list of one number for each pixel counts as such a number.
    private int[] SizeOf(JsonElement list)
    {
        List<int> size = [];
        for (JsonElement at = list; at.ValueKind == JsonValueKind.Array; at = at[0])
        {
            size.Add(at.GetArrayLength());
            if (size[^1] == 0)
                throw Invalid("an empty list", 1);
        }

        if (size.Count > 2 && size[^1] == 1)
            size.RemoveAt(size.Count - 1);
        return size.Count <= 2 ? [.. size] : throw Invalid($"lists in {size.Count} levels, such as colors", 1);
    }

    // Pandas' forms but "records", lists of images and labels apart, and the like.
    private static InvalidInputException SingleObject(string path, string start)
    {
        string[] names = MembersOf(start);
        string found =
            names.Length == 0
                ? ""
                : $" with the members {string.Join(", ", names.Take(MaximumShown))}{(names.Length > MaximumShown ? ", …" : "")}";
        string remedy =
            names.Contains("data") && names.Contains("columns") ? "Write it with orient=\"records\", or save the table as CSV" : Remedy;
        return new InvalidInputException(path, Expected, $"JSON that is a single object{found}", remedy);
    }

    // The first members of an object, of which only the beginning may be there.
    private static string[] MembersOf(string start)
    {
        List<string> names = [];
        Utf8JsonReader reader = new(Encoding.UTF8.GetBytes(start), isFinalBlock: false, default);
        try
        {
            while (names.Count <= MaximumShown && reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                    names.Add(reader.GetString()!);
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // What comes before is shown.
        }

        return [.. names];
    }

    private InvalidInputException Invalid(string found, long number) => new($"{Path}, value {number}", Expected, found, Remedy);
}
