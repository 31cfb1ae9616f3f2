using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A parameter whose values are names, with settings in brackets: <c>adam,momentum(0.95)</c>.</summary>
internal sealed class NameParameter(string name) : SearchParameter(name)
{
    /// <summary>The names without settings.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>One spelling of a name; null, or an exception, for an invalid one.</summary>
    public required Func<string, string?> Spell { get; init; }

    /// <summary>Changes a recipe.</summary>
    public required Func<Recipe, string, Recipe> Set { get; init; }

    /// <summary>The name that a recipe has; null for none.</summary>
    public required Func<Recipe, string?> Get { get; init; }

    /// <summary>Whether it acts on hidden layers alone. Default: false.</summary>
    public bool IsOfHiddenLayers { get; init; }

    private protected override string Expected => $"some of {string.Join(", ", Names)}, separated by commas";

    internal override Recipe Apply(Recipe recipe, string value) => Set(recipe, value);

    internal override string? Own(Recipe recipe) => Get(recipe);

    internal override SearchDomain? Default(Recipe recipe) => null;

    internal override string? Obstacle(Recipe recipe) => IsOfHiddenLayers ? SearchParameters.NoHiddenLayers(recipe) : null;

    private protected override string? Canonical(string value)
    {
        try
        {
            return value.Length == 0 ? null : Spell(value);
        }
        catch (InvalidInputException)
        {
            return null;
        }
    }
}
