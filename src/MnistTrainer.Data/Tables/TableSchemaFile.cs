using System.Buffers;
using System.Collections.Immutable;
using System.IO.Compression;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// The form in which a model's zip keeps a <see cref="TableSchema"/>: JSON in UTF-8, in an entry of its own. The same schema always gives the same bytes.
/// </summary>
public static class TableSchemaFile
{
    /// <summary>The name of the entry.</summary>
    public const string EntryName = "Table/Schema.json";

    /// <summary>The most bytes of the JSON.</summary>
    public const int MaximumLength = 16 << 20;

    // Version 1 has units of one character and no origins, version 2 no names of currencies and few signs.
    private const int Version = 3;
    private const string OlderSigns = "$€£¥₩₹%";
    private const string Format = "mnist-trainer-table";

    private static readonly Dictionary<ColumnKind, string> Kinds = new()
    {
        [ColumnKind.Number] = "number",
        [ColumnKind.Category] = "category",
        [ColumnKind.Id] = "id",
        [ColumnKind.Ignored] = "ignored",
    };

    /// <summary>Reads the schema of a model.</summary>
    /// <param name="model">The zip.</param>
    /// <returns>The schema; null for a model of images or of vectors without names.</returns>
    /// <exception cref="InvalidInputException">The file cannot be read, is no zip, or its schema is damaged or of a newer version.</exception>
    public static TableSchema? Find(string model)
    {
        ArgumentException.ThrowIfNullOrEmpty(model);
        try
        {
            using ZipArchive zip = new(ReadableFile.Open(model));
            if (zip.GetEntry(EntryName) is not ZipArchiveEntry entry)
                return null;
            using Stream stream = entry.Open();
            return FromJson(ReadAll(stream, $"{model}, {EntryName}"), $"{model}, {EntryName}");
        }
        catch (InvalidDataException e)
        {
            throw new InvalidInputException(
                model,
                "a model, which is a zip file",
                "a file that cannot be unpacked",
                "Copy it again, or train it again",
                e
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(model, "a model", FileFault.Describe(e), "Check the path, or train a model first", e);
        }
    }

    /// <summary>What makes a schema one that could be written and not read again; null for nothing.</summary>
    internal static string? FindFault(TableSchema schema) =>
        TableSchemaCheck.Violations(schema).FirstOrDefault()
        ?? (ToJson(schema).Length is > MaximumLength and int length ? $"a description of {length} bytes" : null);

    /// <summary>Writes a schema.</summary>
    public static byte[] ToJson(TableSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("format", Format);
            writer.WriteNumber("version", schema.Columns.Append(schema.Label).Max(VersionOf));
            writer.WriteBoolean("hasHeader", schema.HasHeader);
            writer.WriteNumber("labelIndex", schema.LabelIndex);
            WriteTexts(writer, "missing", schema.MissingTexts);
            writer.WritePropertyName("label");
            Write(writer, schema.Label);
            writer.WriteStartArray("columns");
            foreach (SchemaColumn column in schema.Columns)
                Write(writer, column);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <param name="place">The name in error messages.</param>
    /// <exception cref="InvalidInputException">It is not such a description, or of a newer version.</exception>
    public static TableSchema FromJson(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            if (root.GetProperty("format").GetString() != Format)
                throw new FormatException("another format");
            if (root.GetProperty("version").GetInt32() is int version and not (>= 1 and <= Version))
                throw new InvalidInputException(
                    place,
                    $"version 1 to {Version}",
                    $"version {version}",
                    "A newer version of the program saved it: load it with that, or update"
                );
            TableSchema schema = new()
            {
                HasHeader = root.GetProperty("hasHeader").GetBoolean(),
                LabelIndex = root.GetProperty("labelIndex").GetInt32(),
                MissingTexts = TextsOf(root, "missing"),
                Label = Read(root.GetProperty("label")),
                Columns = [.. root.GetProperty("columns").EnumerateArray().Select(Read)],
            };
            return TableSchemaCheck.Violations(schema).FirstOrDefault() is string violation ? throw new FormatException(violation) : schema;
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidInputException(
                place,
                "a description of a table",
                FileFault.Describe(e),
                "Copy the model again, or train it again",
                e
            );
        }
    }

    // The oldest that can say it.
    private static int VersionOf(SchemaColumn column) =>
        column.Format.Unit is string unit
        && (CurrencyName.Is(unit) || (NumberFormat.IsSign(unit) && !OlderSigns.Contains(unit, StringComparison.Ordinal)))
            ? Version
        : column.Origin != 0 || column.Format.Unit is { Length: > 1 } ? 2
        : 1;

    private static byte[] ReadAll(Stream stream, string place)
    {
        using MemoryStream content = new();
        byte[] block = new byte[1 << 16];
        int length;
        while ((length = stream.Read(block)) > 0)
        {
            if (content.Length + length > MaximumLength)
                throw new InvalidInputException(place, $"at most {MaximumLength} bytes", "more", "Copy the model again, or train it again");
            content.Write(block, 0, length);
        }

        return content.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, SchemaColumn column)
    {
        writer.WriteStartObject();
        writer.WriteString("name", column.Name);
        writer.WriteString("kind", Kinds[column.Kind]);
        if (column.Kind == ColumnKind.Number)
        {
            writer.WriteString("decimalMark", $"{column.Format.DecimalMark}");
            if (column.Format.GroupMark is char group)
                writer.WriteString("groupMark", $"{group}");
            if (column.Format.Unit is string unit)
                writer.WriteString("unit", unit);
            if (column.Origin != 0)
                writer.WriteNumber("origin", column.Origin);
            if (column.HasWholeNumbers)
                writer.WriteBoolean("whole", true);
        }

        if (column.Kind == ColumnKind.Category)
            WriteTexts(writer, "categories", column.Categories);
        if (column.MissingTexts.Length > 0)
            WriteTexts(writer, "missing", column.MissingTexts);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, ImmutableArray<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static SchemaColumn Read(JsonElement element)
    {
        string kind = TextOf(element, "kind");
        return new SchemaColumn(TextOf(element, "name"), Kinds.First(pair => pair.Value == kind).Key)
        {
            Format = new NumberFormat(
                MarkOf(element, "decimalMark") ?? '.',
                MarkOf(element, "groupMark"),
                element.TryGetProperty("unit", out JsonElement unit) ? unit.GetString() : null
            ),
            Origin = element.TryGetProperty("origin", out JsonElement origin) ? origin.GetDouble() : 0,
            HasWholeNumbers = element.TryGetProperty("whole", out JsonElement whole) && whole.GetBoolean(),
            Categories = TextsOf(element, "categories"),
            MissingTexts = TextsOf(element, "missing"),
        };
    }

    private static string TextOf(JsonElement element, string name) =>
        element.GetProperty(name).GetString() ?? throw new FormatException($"no {name}");

    private static char? MarkOf(JsonElement element, string name) =>
        !element.TryGetProperty(name, out JsonElement mark) ? null
        : mark.GetString() is [char one] ? one
        : throw new FormatException($"a {name} of one character is missing");

    private static ImmutableArray<string> TextsOf(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement texts)
            ? [.. texts.EnumerateArray().Select(text => text.GetString() ?? throw new FormatException($"null among {name}"))]
            : [];
}
