using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Collects settings, with their texts as <see cref="NamedSettings"/> reads them.</summary>
internal sealed class SettingTexts : Settings
{
    private readonly List<object?> _values = [];
    private readonly List<string> _texts = [];

    /// <summary>The values of the settings visited.</summary>
    public IReadOnlyList<object?> Values => _values;

    /// <summary>Their texts; empty for one that is absent.</summary>
    public IReadOnlyList<string> Texts => _texts;

    public override float Number(string name, float value, Interval range) => Add(value, value.ToString(CultureInfo.InvariantCulture));

    public override int WholeNumber(string name, int value, Interval range) => Add(value, value.ToString(CultureInfo.InvariantCulture));

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range) =>
        Add(values, string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range) =>
        Add(values, string.Join(',', values.Select(value => value.ToString(CultureInfo.InvariantCulture))));

    public override bool Flag(string name, bool value) => Add(value, value ? name : $"no-{name}");

    public override T Choice<T>(string name, T value) => Add(value, $"{value}".ToLowerInvariant());

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class => Add(value, value is null ? "" : registry.Text(value));

    private T Add<T>(T value, string text)
    {
        _values.Add(value);
        _texts.Add(text);
        return value;
    }
}
