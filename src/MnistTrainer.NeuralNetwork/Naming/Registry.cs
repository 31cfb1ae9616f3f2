using System.Text.Json;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The members of one kind, such as all activations: their names, and how each is read and written.</summary>
/// <typeparam name="T">The kind.</typeparam>
/// <param name="kind">What messages call it: <c>activation</c>.</param>
/// <param name="keyword">The name of a member, without settings.</param>
/// <param name="visit">Lets a visitor at the settings of a member, and returns the member with the settings that it has afterward.</param>
/// <param name="members">One of each, with its default settings, in the order in which they are listed.</param>
internal sealed class Registry<T>(string kind, Func<T, string> keyword, Func<T, Settings, T> visit, params T[] members)
    where T : class
{
    private readonly Dictionary<string, T> _members = members.ToDictionary(keyword, StringComparer.OrdinalIgnoreCase);

    /// <summary>One of each, with its default settings.</summary>
    public IReadOnlyList<T> All { get; } = members;

    /// <summary>The name of each, without settings.</summary>
    public IReadOnlyList<string> Names { get; } = [.. members.Select(keyword)];

    /// <summary>The member with that name and those settings: <c>elu</c>, <c>elu(0.5)</c>. Case and spaces do not matter.</summary>
    /// <exception cref="InvalidInputException">No member has that name, or its settings cannot be read or are out of range.</exception>
    public T Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        NamedSettings given = new(text);
        T? member = _members.TryGetValue(given.Name, out T? found) ? visit(found, given) : null;
        if (found is not null && given.IsOpen)
            throw new InvalidInputException(
                kind,
                "a closing parenthesis after the settings",
                $"\"{text.Trim()}\"",
                $"Close it, as in {Text(found)}"
            );
        if (member is null || (!given.IsRead && given.Names.Count == 0))
            throw Unknown(text);
        if (!given.IsRead)
            throw new InvalidInputException(
                $"the {kind} {text.Trim()}",
                $"the settings {string.Join(", ", given.Names)}, in this order or preceded by their names",
                given.Fault,
                $"Write them as in {Text(found!)}, and {given.Names[0]} by its name as in {given.Names[0]} {SettingsOf(found!).Texts[0]}"
            );
        string violations = string.Join("; ", Violations(member));
        return violations.Length == 0 ? member : throw new InvalidInputException($"The {kind} {text.Trim()} is invalid: {violations}.");
    }

    /// <summary>The member that a JSON object describes; null if none has that name.</summary>
    /// <param name="name">The name, without settings.</param>
    /// <param name="element">The object, with a property for each setting.</param>
    public T? Read(string name, JsonElement element) =>
        _members.TryGetValue(name, out T? member) ? visit(member, new JsonSettingsReader(element)) : null;

    /// <summary>Writes a property for each setting of a member.</summary>
    public void Write(T member, Utf8JsonWriter writer) => visit(member, new JsonSettingsWriter(writer));

    /// <summary>Whether <see cref="Text(T)"/> leaves out trailing settings that follow from those before them. Default: all settings are written.</summary>
    public bool IsBrief { get; init; }

    /// <summary>A member's name with its settings: <c>elu(1)</c>.</summary>
    public string Text(T member)
    {
        SettingTexts settings = SettingsOf(member);
        int count = settings.Texts.Count;
        while (IsBrief && count > 1 && DetermineAll(member, settings, count - 1))
            count--;
        return count == 0 ? keyword(member) : $"{keyword(member)}({string.Join(',', settings.Texts.Take(count))})";
    }

    /// <summary>A member's name, with its settings if one differs from its default: <c>adam</c>, <c>momentum(0.95)</c>.</summary>
    public string Spelling(T member) => Text(member) == Text(Default(member)) ? keyword(member) : Text(member);

    /// <summary>The member of the same name with its default settings.</summary>
    public T Default(T member) => _members[keyword(member)];

    /// <summary>The settings of a member that are out of range, a phrase each.</summary>
    public IReadOnlyList<string> Violations(T member)
    {
        SettingsCheck check = new();
        visit(member, check);
        return check.Violations;
    }

    private SettingTexts SettingsOf(T member)
    {
        SettingTexts settings = new();
        visit(member, settings);
        return settings;
    }

    /// <summary>Whether the others follow from the first few settings.</summary>
    private bool DetermineAll(T member, SettingTexts settings, int first)
    {
        T replayed = visit(Default(member), new ReplayedSettings([.. settings.Values.Take(first)]));
        return SettingsOf(replayed).Texts.SequenceEqual(settings.Texts);
    }

    private InvalidInputException Unknown(string text)
    {
        string list = string.Join(", ", All.Select(Text));
        string remedy = list.Contains('(', StringComparison.Ordinal)
            ? "Choose one of these; the settings in parentheses can be changed or left out"
            : "Choose one of these names";
        return new(kind, $"one of {list}", $"\"{text}\"", remedy);
    }
}
