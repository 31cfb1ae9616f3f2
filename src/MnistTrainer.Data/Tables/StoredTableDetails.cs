using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What a file of encoded rows keeps beside them, as JSON: the schema of the columns, and what was found in them.</summary>
internal static class StoredTableDetails
{
    /// <summary>Writes it.</summary>
    /// <param name="schema">The columns.</param>
    /// <param name="report">What was found in them; null where they were known.</param>
    /// <param name="memory">The memory that decided how many texts of a column were counted; 0 where all were.</param>
    public static string Write(TableSchema schema, TableReport? report, long memory)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("memory", memory);
            writer.WritePropertyName("schema");
            writer.WriteRawValue(TableSchemaFile.ToJson(schema));
            if (report is not null)
                Write(writer, report);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads it.</summary>
    /// <param name="json">What <see cref="Write(TableSchema, TableReport?, long)"/> wrote.</param>
    /// <param name="path">The table.</param>
    /// <exception cref="InvalidInputException">It is something else.</exception>
    public static (TableSchema Schema, TableReport? Report, long Memory) Read(string json, string path)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            JsonElement root = document.RootElement;
            TableSchema schema = TableSchemaFile.FromJson(Encoding.UTF8.GetBytes(root.GetProperty("schema").GetRawText()), path);
            TableReport? report = root.TryGetProperty("columns", out JsonElement columns) ? ReportOf(root, columns, schema, path) : null;
            return (schema, report, root.GetProperty("memory").GetInt64());
        }
        catch (Exception e)
            when (e is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or ArgumentException)
        {
            throw new InvalidInputException(
                $"{path}{DiskFolder.ConvertedExtension}",
                "a file of converted rows of a table",
                FileFault.Describe(e),
                "Delete it: it is converted again from its source",
                e
            );
        }
    }

    private static void Write(Utf8JsonWriter writer, TableReport report)
    {
        writer.WriteNumber("rows", report.Table.Count);
        Write(writer, "findings", report.Table.Findings);
        Write(writer, "notes", report.Notes);
        writer.WriteStartArray("columns");
        foreach (ColumnReport column in report.Columns.Append(report.Label!))
        {
            writer.WriteStartObject();
            writer.WriteNumber("distinct", column.Distinct);
            writer.WriteNumber("missing", column.Missing);
            if (column.Smallest is double smallest)
                writer.WriteNumber("smallest", smallest);
            if (column.Largest is double largest)
                writer.WriteNumber("largest", largest);
            Write(writer, "examples", column.Examples);
            writer.WriteString("reason", column.Reason);
            if (column.Option is not null)
                writer.WriteString("option", column.Option);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static TableReport ReportOf(JsonElement root, JsonElement columns, TableSchema schema, string path)
    {
        ColumnReport[] all = [.. columns.EnumerateArray().Zip(schema.Columns.Append(schema.Label), Report)];
        ImmutableArray<TextColumn> names =
        [
            .. schema.Columns.Insert(schema.LabelIndex, schema.Label).Select(column => new TextColumn(column.Name, column.Name)),
        ];
        TextTable table = new(path, names, schema.HasHeader, root.GetProperty("rows").GetInt32(), TextsOf(root, "findings"));
        return new TableReport(table, [.. all[..^1]], all[^1], schema.LabelIndex)
        {
            Notes = TextsOf(root, "notes"),
            MissingTexts = schema.MissingTexts,
        };
    }

    private static ColumnReport Report(JsonElement element, SchemaColumn column) =>
        new(column, element.GetProperty("distinct").GetInt32(), element.GetProperty("missing").GetInt32())
        {
            Smallest = element.TryGetProperty("smallest", out JsonElement smallest) ? smallest.GetDouble() : null,
            Largest = element.TryGetProperty("largest", out JsonElement largest) ? largest.GetDouble() : null,
            Examples = TextsOf(element, "examples"),
            Reason = element.GetProperty("reason").GetString() ?? "",
            Option = element.TryGetProperty("option", out JsonElement option) ? option.GetString() : null,
        };

    private static void Write(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (string text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }

    private static ImmutableArray<string> TextsOf(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(text => text.GetString() ?? "")];
}
