using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A name with settings in parentheses, as users write members of a <see cref="Registry{T}"/>: <c>step(10,0.5)</c>, <c>dense(300,leaky-relu(0.2))</c>.
/// Settings are read in their order; those left out keep their values.
/// </summary>
internal sealed class NamedSettings : Settings
{
    private readonly IReadOnlyList<string> _texts;
    private int _read;
    private bool _isBroken;

    /// <param name="text">The name and, in parentheses behind it, the settings.</param>
    public NamedSettings(string text)
    {
        string trimmed = text.Trim();
        int bracket = trimmed.IndexOf('(', StringComparison.Ordinal);
        IsOpen = bracket >= 0 && !trimmed.EndsWith(')');
        _isBroken = IsOpen;
        Name = bracket < 0 ? trimmed : trimmed[..bracket];
        string inside = bracket < 0 || _isBroken ? "" : trimmed[(bracket + 1)..^1];
        _texts = inside.Length == 0 ? [] : Split(inside);
    }

    /// <summary>The text before the parentheses.</summary>
    public string Name { get; }

    /// <summary>Whether the parenthesis behind the settings is missing.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether every setting in the text has been visited and could be read.</summary>
    public bool IsRead => _read >= _texts.Count && !_isBroken;

    /// <summary>The parts of a list that is separated by commas; commas inside parentheses separate nothing.</summary>
    public static IReadOnlyList<string> Split(string list)
    {
        List<string> parts = [];
        int depth = 0,
            start = 0;
        for (int i = 0; i < list.Length; i++)
        {
            depth += list[i] switch
            {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            if (list[i] == ',' && depth == 0)
            {
                parts.Add(list[start..i]);
                start = i + 1;
            }
        }

        return [.. parts, list[start..]];
    }

    public override float Number(string name, float value, Interval range)
    {
        if (Next() is not string text)
            return value;
        bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number);
        _isBroken |= !isNumber;
        return isNumber ? number : value;
    }

    // Also 1e3, but nothing with a fraction.
    public override int WholeNumber(string name, int value, Interval range)
    {
        if (Next() is not string text)
            return value;
        bool isNumber =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsInteger(number)
            && Math.Abs(number) <= int.MaxValue;
        _isBroken |= !isNumber;
        return isNumber ? (int)number : value;
    }

    public override bool Flag(string name, bool value)
    {
        if (Next() is not string text)
            return value;
        bool isOn = string.Equals(text.Trim(), name, StringComparison.OrdinalIgnoreCase);
        _isBroken |= !isOn && !string.Equals(text.Trim(), $"no-{name}", StringComparison.OrdinalIgnoreCase);
        return isOn;
    }

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class => Next() is string text && (value is not null || !string.IsNullOrWhiteSpace(text)) ? registry.Parse(text) : value;

    private string? Next() => _read < _texts.Count ? _texts[_read++] : null;
}
