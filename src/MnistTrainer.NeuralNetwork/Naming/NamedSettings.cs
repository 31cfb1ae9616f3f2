using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A name with settings in parentheses, as users write members of a <see cref="Registry{T}"/>: <c>step(10,0.5)</c>, <c>dense(300,leaky-relu(0.2))</c>.
/// Settings are read in their order, or by their names: <c>convolution(32,5,stride 2)</c>. Those left out keep their values.
/// </summary>
internal sealed partial class NamedSettings : Settings
{
    private readonly List<string> _texts;
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
        _texts = inside.Length == 0 ? [] : [.. Split(inside)];
    }

    /// <summary>The text before the parentheses.</summary>
    public string Name { get; }

    /// <summary>Whether the parenthesis behind the settings is missing.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether every setting in the text has been visited and could be read.</summary>
    public bool IsRead => _texts.Count == 0 && !_isBroken;

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

    public override float Number(string name, float value, Interval range) => Next(name) is string text ? Parse(text, value) : value;

    public override int WholeNumber(string name, int value, Interval range) => Next(name) is string text ? ParseWhole(text, value) : value;

    public override ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range)
    {
        List<float> numbers = [];
        while (Next(name) is string text)
            numbers.Add(Parse(text, float.NaN));
        return numbers.Count == 0 ? values : [.. numbers];
    }

    public override ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range)
    {
        List<int> numbers = [];
        while (Next(name) is string text)
            numbers.Add(ParseWhole(text, 0));
        return numbers.Count == 0 ? values : [.. numbers];
    }

    public override bool Flag(string name, bool value)
    {
        if (Next(name) is not string text)
            return value;
        bool isOn = string.Equals(text.Trim(), name, StringComparison.OrdinalIgnoreCase);
        _isBroken |= !isOn && !string.Equals(text.Trim(), $"no-{name}", StringComparison.OrdinalIgnoreCase);
        return isOn;
    }

    public override T Choice<T>(string name, T value)
    {
        if (Next(name) is not string text)
            return value;
        bool isChoice =
            Enum.TryParse(text.Trim(), ignoreCase: true, out T choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text.Trim()[0]);
        _isBroken |= !isChoice;
        return isChoice ? choice : value;
    }

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class =>
        Next(name) is string text && (value is not null || !string.IsNullOrWhiteSpace(text)) ? registry.Parse(text) : value;

    private float Parse(string text, float value)
    {
        bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number);
        _isBroken |= !isNumber;
        return isNumber ? number : value;
    }

    // Also 1e3, but nothing with a fraction.
    private int ParseWhole(string text, int value)
    {
        bool isNumber =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsInteger(number)
            && Math.Abs(number) <= int.MaxValue;
        _isBroken |= !isNumber;
        return isNumber ? (int)number : value;
    }

    // A setting that is named, or a switch that is off, stands anywhere; one that is not, in its place.
    private string? Next(string name)
    {
        int at = _texts.FindIndex(text => NameOf(text) == name);
        if (at < 0 && (_texts.Count == 0 || NameOf(_texts[0]) is not null))
            return null;
        string found = _texts[Math.Max(0, at)];
        _texts.RemoveAt(Math.Max(0, at));
        return NamedSetting().Match(found) is { Success: true } named && at >= 0 ? named.Groups["value"].Value : found;
    }

    private static string? NameOf(string text) =>
        NamedSetting().Match(text) is { Success: true } named ? named.Groups["name"].Value.ToLowerInvariant()
        : text.Trim().ToLowerInvariant() is ['n', 'o', '-', .. var off] ? off
        : null;

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z][A-Za-z-]*)(\s*=\s*|\s+)(?<value>[^\s=].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NamedSetting();
}
