using System.Collections.Immutable;
using System.Globalization;

namespace MnistTrainer.Experiments;

/// <summary>
/// The units of the hidden layers: a range is that of a single layer, and commas separate layers, as in a training; so choices have slashes between them:
/// <c>300/200,100</c>.
/// </summary>
internal sealed class LayersParameter() : SearchParameter("hidden")
{
    private const int MaximumLayers = 100;

    private protected override string Expected =>
        $"units of hidden layers, from 1 to {SearchParameters.LargestWhole}: a range LOW..HIGH for one layer, or values separated by slashes, each with commas "
        + "between its layers";

    internal override Recipe Apply(Recipe recipe, string value) =>
        recipe with
        {
            Network = recipe.Network with
            {
                HiddenUnits = [.. value.Split(',').Select(units => int.Parse(units, CultureInfo.InvariantCulture))],
            },
        };

    internal override string? Own(Recipe recipe) =>
        recipe.Network.HiddenUnits is { IsDefaultOrEmpty: false } units ? string.Join(',', units) : null;

    internal override SearchDomain? Default(Recipe recipe) =>
        recipe.Network is { Layers: null, HiddenUnits: [int units] }
            ? new SearchRange(Math.Max(1, units / 4), units * 4.0) { IsWhole = true, IsLogarithmic = true }
            : null;

    internal override string? Obstacle(Recipe recipe) =>
        recipe.Network.Layers is null ? null : $"the recipe {recipe.Name} lists all its layers";

    private protected override string? Canonical(string value)
    {
        ImmutableArray<int> units = [.. value.Split(',').Select(part => UnitsOf(part))];
        return units.Length > MaximumLayers || units.Contains(0) ? null : string.Join(',', units);
    }

    private protected override IEnumerable<string> Split(string text) => text.Split('/');

    private protected override SearchDomain ParseRange(string text, string low, string high, string scale)
    {
        (int first, int last) = (UnitsOf(low), UnitsOf(high));
        return first > 0 && first < last
            ? new SearchRange(first, last) { IsWhole = true, IsLogarithmic = scale != "linear" }
            : throw Invalid(text, Expected);
    }

    private static int UnitsOf(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int units) && units <= SearchParameters.LargestWhole
            ? units
            : 0;
}
