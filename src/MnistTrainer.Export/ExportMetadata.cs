using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Export;

/// <summary>The metadata of exported files.</summary>
internal static class ExportMetadata
{
    /// <summary>Names in any script stay readable; nothing here becomes part of a web page.</summary>
    public static JsonWriterOptions Readable { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What the names of the metadata of a training begin with.</summary>
    public const string MetadataPrefix = "fact.";

    /// <summary>The metadata of a training by which the file describes it, such as <c>fact.labelOrigin</c>, in the order of their names.</summary>
    public static IEnumerable<(string Name, string Value)> Metadata(NetworkDefinition definition) =>
        definition.Metadata.Select(pair => ($"{MetadataPrefix}{pair.Key}", pair.Value));

    /// <summary>The names of the classes as a JSON array.</summary>
    public static string ClassNames(NetworkDefinition definition)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Readable))
        {
            writer.WriteStartArray();
            foreach (string name in definition.ClassNames)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
