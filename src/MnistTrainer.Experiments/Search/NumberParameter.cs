using System.Globalization;

namespace MnistTrainer.Experiments;

/// <summary>A parameter whose values are numbers, whole or not.</summary>
internal sealed class NumberParameter(string name) : SearchParameter(name)
{
    /// <summary>What numbers are valid, in words: <c>above 0</c>.</summary>
    public required string Range { get; init; }

    /// <summary>Whether a finite number is valid.</summary>
    public required Func<double, bool> Contains { get; init; }

    /// <summary>Changes a recipe.</summary>
    public required Func<Recipe, float, Recipe> Set { get; init; }

    /// <summary>The number that a recipe has; null for none.</summary>
    public required Func<Recipe, double?> Get { get; init; }

    /// <summary>The range to try where a user names none. Default: none.</summary>
    public Func<Recipe, SearchDomain?> Usual { get; init; } = _ => null;

    /// <summary>Whether only whole numbers are valid. Default: false.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Whether a range is logarithmic where its text does not choose. Default: false.</summary>
    public bool IsLogarithmic { get; init; }

    /// <summary>Whether it acts on hidden layers alone. Default: false.</summary>
    public bool IsOfHiddenLayers { get; init; }

    private protected override string Expected =>
        $"{(IsWhole ? "whole numbers" : "numbers")} {Range}: a range LOW..HIGH, log(LOW..HIGH) or linear(LOW..HIGH), or values separated by commas";

    internal override Recipe Apply(Recipe recipe, string value) => Set(recipe, float.Parse(value, CultureInfo.InvariantCulture));

    internal override string? Own(Recipe recipe) => Get(recipe) is double number ? SearchRange.TextOf(number) : null;

    internal override SearchDomain? Default(Recipe recipe) => Obstacle(recipe) is null ? Usual(recipe) : null;

    internal override string? Obstacle(Recipe recipe) => IsOfHiddenLayers ? SearchParameters.NoHiddenLayers(recipe) : null;

    private protected override string? Canonical(string value) => Parse(value, out double number) ? SearchRange.TextOf(number) : null;

    private protected override SearchDomain ParseRange(string text, string low, string high, string scale)
    {
        if (!Parse(low, out double first) || !Parse(high, out double last))
            throw Invalid(text, Expected);
        if (first >= last)
            throw Invalid(text, "a range from a lower to a higher number");
        bool isLogarithmic = scale.Length > 0 ? scale == "log" : IsLogarithmic && first > 0;
        return isLogarithmic && first <= 0
            ? throw Invalid(text, "a logarithmic range above 0")
            : new SearchRange(first, last) { IsWhole = IsWhole, IsLogarithmic = isLogarithmic };
    }

    // Numbers are those of floats, so that a value has the same bits wherever its text is read.
    private bool Parse(string text, out double number) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number)
        && float.IsFinite((float)number)
        && Contains((float)number)
        && (!IsWhole || (number == Math.Floor(number) && number <= SearchParameters.LargestWhole));
}
