using System.Collections.Immutable;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads JSON values. Numbers out of range are rejected, which <see cref="JsonElement"/> silently turns into infinity.</summary>
internal static class JsonValue
{
    /// <summary>A finite float.</summary>
    /// <exception cref="FormatException">The number is out of range.</exception>
    public static float GetFiniteSingle(this JsonElement element) =>
        float.IsFinite(element.GetSingle()) ? element.GetSingle() : throw TooLarge(element);

    /// <summary>A finite double.</summary>
    /// <exception cref="FormatException">The number is out of range.</exception>
    public static double GetFiniteDouble(this JsonElement element) =>
        double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw TooLarge(element);

    /// <summary>The texts of an object, by name.</summary>
    /// <exception cref="ArgumentException">A name has two texts.</exception>
    public static ImmutableSortedDictionary<string, string> GetTexts(this JsonElement element)
    {
        // A builder, because the runtime would compile about sixty methods first for a sequence of pairs.
        var texts = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (JsonProperty text in element.EnumerateObject())
            texts.Add(text.Name, text.Value.GetString() ?? "");
        return texts.ToImmutable();
    }

    private static FormatException TooLarge(JsonElement element) => new($"the number {element.GetRawText()}, which is too large");
}
