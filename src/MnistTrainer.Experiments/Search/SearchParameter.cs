using System.Collections.Immutable;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A parameter of a recipe that a search can vary: its name, the texts of its values, and what a value changes.</summary>
/// <param name="name">The name, which is that of the command's option.</param>
public abstract partial class SearchParameter(string name)
{
    /// <summary>The largest number of values in a choice.</summary>
    internal const int MaximumChoices = 100;

    /// <summary>All parameters, in the order in which values are applied: an optimizer brings its own learning rate, an activation its own initializer.</summary>
    public static ImmutableArray<SearchParameter> All { get; } = [.. SearchParameters.OfNetwork, .. SearchParameters.OfTraining];

    /// <summary>The name: <c>learning-rate</c>.</summary>
    public string Name => name;

    /// <summary>An example of a space, for help texts: <c>1e-4..1e-1</c>.</summary>
    public required string Example { get; init; }

    /// <summary>What it is, in a few words.</summary>
    public required string Summary { get; init; }

    /// <summary>The parameter of a name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static SearchParameter Find(string name) =>
        All.FirstOrDefault(parameter => parameter.Name == name)
        ?? throw new InvalidInputException(
            "search space",
            $"one of {string.Join(", ", All.Select(one => one.Name))}",
            $"\"{name}\"",
            "Choose one of these parameters"
        );

    /// <summary>Parses the values to try.</summary>
    /// <param name="text">A range (<c>1e-4..1e-1</c>, <c>log(1..10)</c>, <c>linear(1..10)</c>), values with commas between them, or one value, which is fixed.</param>
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

    /// <summary>What a valid text is, in words.</summary>
    private protected abstract string Expected { get; }

    /// <summary>Changes a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="value">A value as <see cref="Canonical"/> returns it.</param>
    internal abstract Recipe Apply(Recipe recipe, string value);

    /// <summary>The value that a recipe has, as <see cref="Canonical"/> returns it; null where none of this form describes it.</summary>
    internal abstract string? Own(Recipe recipe);

    /// <summary>The values to try where a user names none; null not to vary it.</summary>
    internal abstract SearchDomain? Default(Recipe recipe);

    /// <summary>Why a value has no effect on a recipe, as the end of a sentence; null where it has.</summary>
    internal abstract string? Obstacle(Recipe recipe);

    /// <summary>One spelling of each value; null for an invalid one.</summary>
    private protected abstract string? Canonical(string value);

    /// <summary>A range. Default: rejected.</summary>
    private protected virtual SearchDomain ParseRange(string text, string low, string high, string scale) => throw Invalid(text, Expected);

    /// <summary>The parts of a choice. Default: those between commas that are not in brackets.</summary>
    private protected virtual IEnumerable<string> Split(string text) => BetweenValues().Split(text);

    private protected InvalidInputException Invalid(string text, string expected) =>
        new(Name, expected, $"\"{(text.Length > 80 ? $"{text[..80]}…" : text)}\"", $"Example: {Example}");

    [GeneratedRegex(@"^(?:(?<scale>log|linear)\()?(?<low>[^.()][^()]*?)\.\.(?<high>[^()]+?)(?(scale)\))$", RegexOptions.ExplicitCapture)]
    private static partial Regex RangeText();

    [GeneratedRegex(@",(?![^()]*\))")]
    private static partial Regex BetweenValues();
}
