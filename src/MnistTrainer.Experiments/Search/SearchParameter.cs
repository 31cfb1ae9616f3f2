using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A parameter of a recipe that a search can vary: its name, the format of its values, and their effect on a recipe.</summary>
/// <param name="name">The name, which is that of the option of the command.</param>
public abstract partial class SearchParameter(string name)
{
    /// <summary>The maximum number of values in a choice.</summary>
    internal const int MaximumChoices = 100;

    /// <summary>All parameters, in the order in which values are applied: an optimizer sets its own learning rate, an activation its own initializer.</summary>
    public static ImmutableArray<SearchParameter> All { get; } = [.. SearchParameters.OfNetwork, .. SearchParameters.OfTraining];

    /// <summary>The name: <c>learning-rate</c>.</summary>
    public string Name => name;

    /// <summary>An example of a space, for help texts: <c>1e-4..1e-1</c>.</summary>
    public required string Example { get; init; }

    /// <summary>A short description.</summary>
    public required string Summary { get; init; }

    /// <summary>Returns the parameter with a name.</summary>
    /// <exception cref="InvalidInputException">There is no such parameter.</exception>
    public static SearchParameter Find(string name) =>
        All.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new InvalidInputException(
            "search space",
            $"one of {string.Join(", ", All.Select(one => one.Name))}",
            $"\"{name}\"",
            "Choose one of these parameters"
        );

    /// <summary>Parses the values to try.</summary>
    /// <param name="text">A range (<c>1e-4..1e-1</c>, <c>log(1..10)</c>, <c>linear(1..10)</c>), values with commas between them, or a single value, which is fixed.</param>
    /// <exception cref="InvalidInputException">The text is invalid.</exception>
    public SearchDomain Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Match range = RangeText().Match(text.Trim());
        if (range.Success)
            return ParseRange(text, range.Groups["low"].Value, range.Groups["high"].Value, range.Groups["scale"].Value);
        string[] parts = [.. Split(text).Select(part => part.Trim())];
        if (parts.Length > MaximumChoices)
            throw Invalid(text, $"at most {MaximumChoices} values");
        string[] values = [.. parts.Select(part => Canonical(part) ?? throw Invalid(text, Expected))];
        return values.Distinct(StringComparer.Ordinal).Count() == values.Length
            ? new SearchChoice([.. values])
            : throw Invalid(text, "different values");
    }

    /// <summary>A description of valid texts.</summary>
    private protected abstract string Expected { get; }

    /// <summary>Changes a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="value">A value as <see cref="Canonical"/> returns it.</param>
    internal abstract Recipe Apply(Recipe recipe, string value);

    /// <summary>Returns the value in a recipe, as <see cref="Canonical"/> returns it; null if it cannot be expressed in this form.</summary>
    internal abstract string? Own(Recipe recipe);

    /// <summary>The default values to try; null to keep the parameter fixed.</summary>
    internal abstract SearchDomain? Default(Recipe recipe);

    /// <summary>The reason why a value has no effect on a recipe, as the end of a sentence; null if it has an effect.</summary>
    internal abstract string? Obstacle(Recipe recipe);

    /// <summary>Returns the canonical form of a value; null if it is invalid.</summary>
    private protected abstract string? Canonical(string value);

    /// <summary>Parses a range. Default: ranges are rejected.</summary>
    private protected virtual SearchDomain ParseRange(string text, string low, string high, string scale) => throw Invalid(text, Expected);

    /// <summary>Splits a choice into its values. Default: at commas outside of brackets.</summary>
    private protected virtual IEnumerable<string> Split(string text) => BetweenValues().Split(text);

    private protected InvalidInputException Invalid(string text, string expected) =>
        new(Name, expected, $"\"{(text.Length > 80 ? $"{text[..80]}…" : text)}\"", $"Example: {Example}");

    [GeneratedRegex(@"^(?:(?<scale>log|linear)\()?(?<low>[^.()][^()]*?)\.\.(?<high>[^()]+?)(?(scale)\))$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangeText();

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex BetweenValues();
}
