using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads JSON numbers and rejects those out of range, which <see cref="JsonElement"/> silently turns into infinity.</summary>
internal static class JsonNumber
{
    /// <summary>A finite float.</summary>
    /// <exception cref="FormatException">The number is out of range.</exception>
    public static float GetFiniteSingle(this JsonElement element) =>
        float.IsFinite(element.GetSingle()) ? element.GetSingle() : throw TooLarge(element);

    /// <summary>A finite double.</summary>
    /// <exception cref="FormatException">The number is out of range.</exception>
    public static double GetFiniteDouble(this JsonElement element) =>
        double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw TooLarge(element);

    private static FormatException TooLarge(JsonElement element) => new($"the number {element.GetRawText()}, which is too large");
}
