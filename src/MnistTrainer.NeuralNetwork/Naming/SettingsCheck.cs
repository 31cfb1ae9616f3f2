using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Lists the settings that are out of range.</summary>
internal sealed class SettingsCheck : Settings
{
    private readonly List<string> _violations = [];

    /// <summary>One phrase for each invalid setting: <c>rate must be from 0 to below 1, not 2</c>.</summary>
    public IReadOnlyList<string> Violations => _violations;

    public override float Number(string name, float value, Interval range)
    {
        Check(name, value, range);
        return value;
    }

    public override int WholeNumber(string name, int value, Interval range)
    {
        Check(name, value, range);
        return value;
    }

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range)
    {
        if (values.IsEmpty)
            _violations.Add($"{name} must be at least one number");
        foreach (float value in values)
            Check(name, value, range);
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] <= values[i - 1])
                _violations.Add(
                    string.Create(CultureInfo.InvariantCulture, $"{name} must ascend, not {values[i - 1]} and then {values[i]}")
                );
        }

        return values;
    }

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range)
    {
        if (values.IsEmpty)
            _violations.Add($"{name} must be at least one number");
        foreach (int value in values)
            Check(name, value, range);
        return values;
    }

    public override bool Flag(string name, bool value) => value;

    public override T Choice<T>(string name, T value)
    {
        if (!Enum.IsDefined(value))
            _violations.Add($"{name} must be one of {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}, not {value}");
        return value;
    }

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class
    {
        if (value is not null)
            _violations.AddRange(registry.Violations(value).Select(violation => $"{name} {registry.Text(value)}: {violation}"));
        return value;
    }

    private void Check<T>(string name, T value, Interval range)
        where T : struct, IConvertible
    {
        if (!range.Contains(value.ToDouble(CultureInfo.InvariantCulture)))
            _violations.Add(string.Create(CultureInfo.InvariantCulture, $"{name} must be {range}, not {value}"));
    }
}
