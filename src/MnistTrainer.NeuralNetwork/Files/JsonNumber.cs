using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Numbers in JSON that are read: those too large become infinite without a word elsewhere, and are rejected here.</summary>
internal static class JsonNumber
{
    /// <summary>A finite single.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static float GetFiniteSingle(this JsonElement element) =>
        float.IsFinite(element.GetSingle()) ? element.GetSingle() : throw TooLarge(element);

    /// <summary>A finite double.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static double GetFiniteDouble(this JsonElement element) =>
        double.IsFinite(element.GetDouble()) ? element.GetDouble() : throw TooLarge(element);

    private static FormatException TooLarge(JsonElement element) => new($"the number {element.GetRawText()}, which is too large");
}
