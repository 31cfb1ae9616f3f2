using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Writes settings as properties of a JSON object.</summary>
/// <param name="writer">Inside the object.</param>
internal sealed class JsonSettingsWriter(Utf8JsonWriter writer) : Settings
{
    public override float Number(string name, float value, Interval range)
    {
        writer.WriteNumber(name, value);
        return value;
    }

    public override int WholeNumber(string name, int value, Interval range)
    {
        writer.WriteNumber(name, value);
        return value;
    }

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range)
    {
        writer.WriteStartArray(name);
        foreach (float value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
        return values;
    }

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range)
    {
        writer.WriteStartArray(name);
        foreach (int value in values)
            writer.WriteNumberValue(value);
        writer.WriteEndArray();
        return values;
    }

    public override bool Flag(string name, bool value)
    {
        writer.WriteBoolean(name, value);
        return value;
    }

    public override T Choice<T>(string name, T value)
    {
        writer.WriteString(name, $"{value}".ToLowerInvariant());
        return value;
    }

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class
    {
        if (value is not null)
            writer.WriteString(name, registry.Text(value));
        return value;
    }
}
