using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Reads settings from the properties of a JSON object.</summary>
/// <param name="element">The object.</param>
internal sealed class JsonSettingsReader(JsonElement element) : Settings
{
    public override float Number(string name, float value, Interval range) => element.GetProperty(name).GetFiniteSingle();

    public override int WholeNumber(string name, int value, Interval range) => element.GetProperty(name).GetInt32();

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetFiniteSingle())];

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range) =>
        [.. element.GetProperty(name).EnumerateArray().Select(number => number.GetInt32())];

    public override bool Flag(string name, bool value) => element.GetProperty(name).GetBoolean();

    public override T Choice<T>(string name, T value) =>
        Enum.TryParse(element.GetProperty(name).GetString(), ignoreCase: true, out T choice) && Enum.IsDefined(choice)
            ? choice
            : throw new JsonException($"The setting {name} has an unknown value.");

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class =>
        value is null && !element.TryGetProperty(name, out _) ? null : registry.Parse(element.GetProperty(name).GetString() ?? "");
}
