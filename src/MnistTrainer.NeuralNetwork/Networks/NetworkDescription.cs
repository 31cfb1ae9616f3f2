using System.Buffers;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>A network's definition as JSON, as stored in model files.</summary>
public static class NetworkDescription
{
    private const string OutputsName = "outputs";

    /// <summary>The definition as JSON in UTF-8; the same definition always gives the same bytes.</summary>
    public static byte[] ToJson(NetworkDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("inputShape");
            writer.WriteNumberValue(definition.InputShape.Channels);
            writer.WriteNumberValue(definition.InputShape.Height);
            writer.WriteNumberValue(definition.InputShape.Width);
            writer.WriteEndArray();
            writer.WriteStartObject("scaling");
            writer.WriteNumber("offset", definition.Scaling.Offset);
            writer.WriteNumber("factor", definition.Scaling.Factor);
            writer.WriteEndObject();
            if (definition.Members > 1)
                writer.WriteNumber("members", definition.Members);
            if (definition.TestTimeShift > 0)
                writer.WriteNumber("testTimeShift", definition.TestTimeShift);
            writer.WriteStartArray("layers");
            foreach (Layer layer in definition.Layers)
            {
                writer.WriteStartObject();
                layer.Write(writer);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("classNames");
            foreach (string name in definition.ClassNames)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            if (definition.Outputs != OutputMeaning.Classes)
                writer.WriteString(OutputsName, $"{definition.Outputs}".ToLowerInvariant());
            writer.WriteStartObject("metadata");
            foreach ((string name, string value) in definition.Metadata)
                writer.WriteString(name, value);
            writer.WriteEndObject();
            HistoryDescription.Write(writer, HistoryDescription.Thin(definition.History));
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads what <see cref="ToJson"/> wrote, and checks that the layers fit together.</summary>
    /// <param name="json">JSON in UTF-8.</param>
    /// <param name="place">The place in error messages: the file and the position in it.</param>
    /// <exception cref="InvalidInputException">The JSON is not such a description.</exception>
    public static NetworkDefinition FromJson(ReadOnlyMemory<byte> json, string place)
    {
        try
        {
            NetworkDefinition definition = Parse(json);
            definition.CountParameters();
            return definition;
        }
        catch (InvalidInputException e)
        {
            throw new InvalidInputException(
                $"{place}: {e.Message} If it was saved by a newer version of the program, load it with that version.",
                e
            );
        }
        catch (Exception e)
            when (e
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
                        or IndexOutOfRangeException
                        or ArgumentException
            )
        {
            throw new InvalidInputException(
                place,
                "a description of a network",
                FileFault.Describe(e),
                "Copy the file again, or create it again",
                e
            );
        }
    }

    private static NetworkDefinition Parse(ReadOnlyMemory<byte> json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        JsonElement root = document.RootElement;
        JsonElement shape = root.GetProperty("inputShape"),
            scaling = root.GetProperty("scaling");
        return new NetworkDefinition
        {
            InputShape = new Shape(shape[0].GetInt32(), shape[1].GetInt32(), shape[2].GetInt32()),
            Scaling = new InputScaling(scaling.GetProperty("offset").GetFiniteSingle(), scaling.GetProperty("factor").GetFiniteSingle()),
            Members = root.TryGetProperty("members", out JsonElement members) ? members.GetInt32() : 1,
            TestTimeShift = root.TryGetProperty("testTimeShift", out JsonElement shift) ? shift.GetInt32() : 0,
            Layers = [.. root.GetProperty("layers").EnumerateArray().Select(Layer.Read)],
            ClassNames = [.. root.GetProperty("classNames").EnumerateArray().Select(name => name.GetString() ?? "")],
            Outputs = root.TryGetProperty(OutputsName, out JsonElement outputs) ? KindOf(outputs.GetString()) : OutputMeaning.Classes,
            Metadata = MetadataOf(root).GetTexts(),
            History = HistoryDescription.Read(root),
        };
    }

    private static OutputMeaning KindOf(string? name)
    {
        foreach (OutputMeaning kind in Enum.GetValues<OutputMeaning>())
        {
            if (kind.ToString().Equals(name, StringComparison.OrdinalIgnoreCase))
                return kind;
        }

        throw new JsonException($"Outputs of the kind {PrintableText.Of(name ?? "")} are unknown.");
    }

    // Version 1 of the binary form called them facts.
    private static JsonElement MetadataOf(JsonElement root) =>
        root.TryGetProperty("metadata", out JsonElement metadata) ? metadata : root.GetProperty("facts");
}
