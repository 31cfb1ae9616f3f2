using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A name with numbers in brackets, as users write activations, schedules and optimizers: <c>step(10,0.5)</c>. The numbers are read one by one, in
/// their order; those that are left out are the usual ones.
/// </summary>
internal sealed class NamedSettings
{
    private readonly string[] _texts;
    private readonly List<string> _values = [];
    private int _read;
    private bool _isBroken;

    /// <param name="text">The name, and what stands in brackets behind it.</param>
    public NamedSettings(string text)
    {
        string trimmed = text.Trim();
        int bracket = trimmed.IndexOf('(', StringComparison.Ordinal);
        _isBroken = bracket >= 0 && !trimmed.EndsWith(')');
        Name = bracket < 0 ? trimmed : trimmed[..bracket];
        string inside = bracket < 0 || _isBroken ? "" : trimmed[(bracket + 1)..^1];
        _texts = inside.Length == 0 ? [] : inside.Split(',');
    }

    /// <summary>What stands before the brackets.</summary>
    public string Name { get; }

    /// <summary>Whether all that was written has been read, and was readable.</summary>
    public bool AreAllRead => _read >= _texts.Length && !_isBroken;

    /// <summary>The name with every setting that was read, those left out, too.</summary>
    public string Full => _values.Count == 0 ? Name : $"{Name}({string.Join(',', _values)})";

    /// <summary>One of each kind in a registry, as it is when nothing but its name is written.</summary>
    public static IReadOnlyList<T> All<T>(IReadOnlyDictionary<string, Func<NamedSettings, T>> registry) =>
        [.. registry.Select(entry => entry.Value(new NamedSettings(entry.Key)))];

    /// <summary>What a text names in a registry.</summary>
    /// <param name="kind">What is named: <c>activation</c>.</param>
    /// <param name="text">What was written.</param>
    /// <param name="registry">What can be made, by name.</param>
    /// <param name="known">The names that an error tells.</param>
    /// <exception cref="InvalidInputException">Nothing has that name, or what is in brackets cannot be read.</exception>
    public static T Parse<T>(
        string kind,
        string text,
        IReadOnlyDictionary<string, Func<NamedSettings, T>> registry,
        IEnumerable<string> known
    )
    {
        NamedSettings given = new(text);
        if (registry.TryGetValue(given.Name, out Func<NamedSettings, T>? create))
        {
            T made = create(given);
            if (given.AreAllRead)
                return made;
        }

        throw Unknown(kind, text, known);
    }

    /// <summary>Says that a text names nothing.</summary>
    public static InvalidInputException Unknown(string kind, string text, IEnumerable<string> known)
    {
        string list = string.Join(", ", known);
        string remedy = list.Contains('(', StringComparison.Ordinal)
            ? "Choose one of these, with numbers of your own if you like"
            : "Choose one of these names";
        return new(kind, $"one of {list}", $"\"{text}\"", remedy);
    }

    /// <summary>The next number, finite.</summary>
    public float Number(float usual)
    {
        float number = usual;
        if (_read < _texts.Length)
            _isBroken |=
                !float.TryParse(_texts[_read++], NumberStyles.Float, CultureInfo.InvariantCulture, out number) || !float.IsFinite(number);
        if (_isBroken)
            return usual;
        _values.Add(number.ToString(CultureInfo.InvariantCulture));
        return number;
    }

    /// <summary>The next number, which is a whole one.</summary>
    public int WholeNumber(int usual)
    {
        float number = Number(usual);
        _isBroken |= number != MathF.Floor(number) || Math.Abs(number) > int.MaxValue / 2;
        return _isBroken ? usual : (int)number;
    }

    /// <summary>All that has not been read, or null where that is nothing.</summary>
    public string? Rest()
    {
        string? rest = _read < _texts.Length ? string.Join(',', _texts[_read..]) : null;
        _read = _texts.Length;
        return rest;
    }
}
