using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A visitor of the settings of a member of a <see cref="Registry{T}"/>. A member lists its settings once, in their order; the visitor reads them from text
/// (<see cref="NamedSettings"/>) or JSON (<see cref="JsonSettingsReader"/>), writes them (<see cref="SettingTexts"/>, <see cref="JsonSettingsWriter"/>) or
/// checks them (<see cref="SettingsCheck"/>). Every method returns the value that the setting has after the visit.
/// </summary>
internal abstract class Settings
{
    /// <summary>Visits a number.</summary>
    /// <param name="name">What JSON and messages call it: <c>epsilon</c>.</param>
    /// <param name="value">Its value before the visit.</param>
    /// <param name="range">The values that are valid.</param>
    public abstract float Number(string name, float value, Interval range);

    /// <summary>Visits a whole number.</summary>
    /// <inheritdoc cref="Number"/>
    public abstract int WholeNumber(string name, int value, Interval range);

    /// <summary>Visits numbers, at least one, each above the one before. In text, all settings that follow are among them, so they come last.</summary>
    /// <param name="name">What JSON and messages call them: <c>levels</c>.</param>
    /// <param name="values">Their values before the visit.</param>
    /// <param name="range">The values that are valid.</param>
    public abstract ImmutableArray<float> AscendingNumbers(string name, ImmutableArray<float> values, Interval range);

    /// <summary>Visits whole numbers, at least one, in any order. In text, all settings that follow are among them, so they come last.</summary>
    /// <param name="name">What JSON and messages call them: <c>values</c>.</param>
    /// <param name="values">Their values before the visit.</param>
    /// <param name="range">The values that are valid.</param>
    public abstract ImmutableArray<int> WholeNumbers(string name, ImmutableArray<int> values, Interval range);

    /// <summary>Visits a switch, in text <c>bias</c> or <c>no-bias</c>.</summary>
    /// <param name="name">What JSON and messages call it: <c>bias</c>.</param>
    /// <param name="value">Its value before the visit.</param>
    public abstract bool Flag(string name, bool value);

    /// <summary>Visits a choice among the values of an enumeration, in text and JSON in lower case: <c>same</c>.</summary>
    /// <inheritdoc cref="Flag"/>
    public abstract T Choice<T>(string name, T value)
        where T : struct, Enum;

    /// <summary>Visits a member of a registry.</summary>
    /// <param name="name">What JSON and messages call it: <c>activation</c>.</param>
    /// <param name="value">Its value before the visit; null where it may be absent, and is.</param>
    /// <param name="registry">What it is a member of.</param>
    [return: NotNullIfNotNull(nameof(value))]
    public abstract T? Member<T>(string name, T? value, Registry<T> registry)
        where T : class;
}
