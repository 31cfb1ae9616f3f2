using System.Text.Json;

namespace MnistTrainer.Data;

/// <summary>
/// The class names that Hugging Face's datasets keep for the numbers in a column: <c>ClassLabel</c> in the JSON under <c>huggingface</c> in a
/// file's metadata.
/// </summary>
internal static class ParquetFeatures
{
    private const string Key = "huggingface";

    /// <summary>Returns the names of a column's classes, in the order of their numbers from 0.</summary>
    /// <param name="metadata">The metadata of the file.</param>
    /// <param name="column">The column.</param>
    /// <returns>The names; null where the metadata names none.</returns>
    public static string[]? ClassNames(IReadOnlyDictionary<string, string> metadata, string column)
    {
        if (!metadata.TryGetValue(Key, out string? json))
            return null;
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                Member(document.RootElement, "info", "features", column, "names") is { ValueKind: JsonValueKind.Array } names
                && names.EnumerateArray().All(name => name.ValueKind == JsonValueKind.String)
                ? [.. names.EnumerateArray().Select(name => name.GetString()!)]
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Half a character, or no JSON. Without names, classes have numbers.
            return null;
        }
    }

    private static JsonElement? Member(JsonElement value, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            if (value.ValueKind != JsonValueKind.Object || !value.TryGetProperty(name, out value))
                return null;
        }

        return value;
    }
}
