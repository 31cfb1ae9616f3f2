using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A name with settings in parentheses, as users write members of a <see cref="Registry{T}"/>: <c>step(10,0.5)</c>, <c>dense(300,leaky-relu(0.2))</c>.
/// Settings are read by their names wherever they stand, <c>convolution(32,5,stride 2,relu)</c>, and the others in their order. Those left out keep their values.
/// </summary>
internal sealed partial class NamedSettings : Settings
{
    private readonly List<string> _texts;
    private readonly List<string> _names = [];
    private (string Name, string Text) _last;
    private (string Name, string Text)? _rejected;

    /// <param name="text">The name and, in parentheses behind it, the settings.</param>
    public NamedSettings(string text)
    {
        string trimmed = text.Trim();
        int bracket = trimmed.IndexOf('(', StringComparison.Ordinal);
        IsOpen = bracket >= 0 && !trimmed.EndsWith(')');
        Name = bracket < 0 ? trimmed : trimmed[..bracket];
        string inside = bracket < 0 || IsOpen ? "" : trimmed[(bracket + 1)..^1];
        _texts = inside.Length == 0 ? [] : [.. Split(inside)];
    }

    /// <summary>The text before the parentheses.</summary>
    public string Name { get; }

    /// <summary>Whether the parenthesis behind the settings is missing.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether every setting in the text has been visited and could be read.</summary>
    public bool IsRead => _texts.Count == 0 && !IsOpen && _rejected is null;

    /// <summary>The names of the settings that were visited, in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>What is wrong where not every setting could be read: <c>"5.5" for size</c>, or <c>"depth 3"</c>, which is none of them.</summary>
    public string Fault =>
        _rejected is (string name, string text) ? $"\"{text}\" for {name}"
        : _texts is [var left, ..] ? $"\"{left.Trim()}\""
        : "";

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
        if (!isOn && !string.Equals(text.Trim(), $"no-{name}", StringComparison.OrdinalIgnoreCase))
            Reject();
        return isOn;
    }

    public override T Choice<T>(string name, T value)
    {
        if (Next(name) is not string text)
            return value;
        bool isChoice =
            Enum.TryParse(text.Trim(), ignoreCase: true, out T choice) && Enum.IsDefined(choice) && !char.IsAsciiDigit(text.Trim()[0]);
        if (!isChoice)
            Reject();
        return isChoice ? choice : value;
    }

    [return: NotNullIfNotNull(nameof(value))]
    public override T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class =>
        Next(name) is string text && (value is not null || !string.IsNullOrWhiteSpace(text)) ? registry.Parse(text) : value;

    private float Parse(string text, float value)
    {
        bool isNumber = float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) && float.IsFinite(number);
        if (!isNumber)
            Reject();
        return isNumber ? number : value;
    }

    // Also 1e3, but nothing with a fraction.
    private int ParseWhole(string text, int value)
    {
        bool isNumber =
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && double.IsInteger(number)
            && Math.Abs(number) <= int.MaxValue;
        if (!isNumber)
            Reject();
        return isNumber ? (int)number : value;
    }

    // Named settings and switches that are off can be anywhere; other settings are in their order.
    private string? Next(string name)
    {
        if (!_names.Contains(name))
            _names.Add(name);
        int at = _texts.FindIndex(text => NameOf(text) == name);
        bool isNamed = at >= 0;
        if (!isNamed)
            at = _texts.FindIndex(text => NameOf(text) is null);
        if (at < 0)
            return null;
        string found = _texts[at];
        _texts.RemoveAt(at);
        _last = (name, found.Trim());
        return isNamed && NamedSetting().Match(found) is { Success: true } named ? named.Groups["value"].Value : found;
    }

    // Remembers the first.
    private void Reject() => _rejected ??= _last;

    private static string? NameOf(string text) =>
        NamedSetting().Match(text) is { Success: true } named ? named.Groups["name"].Value.ToLowerInvariant()
        : text.Trim().ToLowerInvariant() is ['n', 'o', '-', .. var off] ? off
        : null;

    [GeneratedRegex(@"^\s*(?<name>[A-Za-z][A-Za-z-]*)(\s*=\s*|\s+)(?<value>[^\s=].*)$", RegexOptions.CultureInvariant)]
    private static partial Regex NamedSetting();
}
