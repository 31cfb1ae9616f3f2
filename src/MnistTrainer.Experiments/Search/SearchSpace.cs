using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A parameter that a search varies, and its possible values.</summary>
/// <param name="Parameter">The parameter.</param>
/// <param name="Domain">At least two values.</param>
public sealed record SearchDimension(SearchParameter Parameter, SearchDomain Domain);

/// <summary>The parameters that a search varies, and those that are fixed in all trials. Immutable.</summary>
/// <param name="Dimensions">The parameters that vary, in the order of <see cref="SearchParameter.All"/>.</param>
/// <param name="Fixed">The values that all trials have, including the first.</param>
public sealed record SearchSpace(ImmutableArray<SearchDimension> Dimensions, ImmutableArray<SearchSetting> Fixed)
{
    /// <summary>Creates a space from texts. A single value is fixed. If nothing varies, the space is the default one around the recipe, without the fixed parameters.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="given">A text for each parameter, in the format of <see cref="SearchParameter.Parse"/>.</param>
    /// <exception cref="InvalidInputException">A name or text is invalid.</exception>
    public static SearchSpace Create(Recipe recipe, IEnumerable<SearchSetting> given)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        ArgumentNullException.ThrowIfNull(given);
        (SearchParameter Parameter, SearchDomain Domain)[] parsed =
        [
            .. given
                .Select(setting => (Parameter: SearchParameter.Find(setting.Name), setting.Value))
                .Select(one => (one.Parameter, one.Parameter.Parse(one.Value)))
                .OrderBy(one => SearchParameter.All.IndexOf(one.Parameter)),
        ];
        ImmutableArray<SearchSetting> values =
        [
            .. parsed.Where(one => one.Domain.Count == 1).Select(one => new SearchSetting(one.Parameter.Name, one.Domain.ValueAt(0))),
        ];
        ImmutableArray<SearchDimension> dimensions =
        [
            .. parsed.Where(one => one.Domain.Count != 1).Select(one => new SearchDimension(one.Parameter, one.Domain)),
        ];
        return new SearchSpace(dimensions.IsEmpty ? Usual(recipe, values) : dimensions, values);
    }

    /// <summary>The number of different trials; null if it is not finite, or above a billion.</summary>
    public long? Count
    {
        get
        {
            const long maximum = 1_000_000_000;
            long product = 1;
            foreach (SearchDimension dimension in Dimensions)
            {
                if (dimension.Domain.Count is not int count || (product *= count) > maximum)
                    return null;
            }

            return product;
        }
    }

    /// <summary>Applies the fixed values and the given settings to a recipe.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="settings">A value for each dimension, or none for the recipe's own.</param>
    public Recipe Apply(Recipe recipe, ImmutableArray<SearchSetting> settings)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        return Fixed
            .Concat(settings)
            .Select(setting => (Parameter: SearchParameter.Find(setting.Name), setting.Value))
            .OrderBy(one => SearchParameter.All.IndexOf(one.Parameter))
            .Aggregate(recipe, (changed, one) => one.Parameter.Apply(changed, one.Value));
    }

    /// <summary><c>learning-rate 0.0001..0.1, logarithmic; optimizer adam, adamw</c>.</summary>
    public override string ToString() =>
        string.Join("; ", [.. Dimensions.Select(one => $"{one.Parameter.Name} {one.Domain}"), .. Fixed.Select(one => $"{one} (fixed)")]);

    /// <summary>Returns the violations of the space for a recipe, one sentence each; empty if it is valid.</summary>
    internal IEnumerable<string> Violations(Recipe recipe)
    {
        if (Dimensions.IsEmpty)
            yield return "Nothing varies: specify a range or a choice.";
        string[] names = [.. Dimensions.Select(one => one.Parameter.Name), .. Fixed.Select(one => one.Name)];
        foreach (
            string twice in names.GroupBy(name => name, StringComparer.Ordinal).Where(same => same.Count() > 1).Select(same => same.Key)
        )
            yield return $"The space has {twice} twice.";
        foreach (string name in names.Distinct(StringComparer.Ordinal))
        {
            if (SearchParameter.Find(name).Obstacle(recipe) is string obstacle)
                yield return $"The parameter {name} has no effect: {obstacle}.";
        }

        // Each value separately; invalid combinations are detected in the trial.
        Recipe basis = Apply(recipe, []);
        IEnumerable<string> found = Dimensions
            .SelectMany(one => ValuesToCheck(one).Select(value => one.Parameter.Apply(basis, value)))
            .Prepend(basis)
            .SelectMany(one => one.Violations());
        foreach (string violation in found.Distinct(StringComparer.Ordinal))
            yield return violation;
    }

    private static ImmutableArray<string> ValuesToCheck(SearchDimension dimension) =>
        dimension.Domain is SearchChoice choice ? choice.Values : [dimension.Domain.ValueAt(0), dimension.Domain.ValueAt(1)];

    private static ImmutableArray<SearchDimension> Usual(Recipe recipe, ImmutableArray<SearchSetting> values) =>
        [
            .. SearchParameter
                .All.Where(parameter => values.All(value => value.Name != parameter.Name))
                .Select(parameter => (Parameter: parameter, Domain: parameter.Default(recipe)))
                .Where(one => one.Domain is not null)
                .Select(one => new SearchDimension(one.Parameter, one.Domain!)),
        ];
}
