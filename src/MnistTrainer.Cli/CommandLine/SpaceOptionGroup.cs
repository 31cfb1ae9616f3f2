using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>The options of <c>mnist search</c> that define the space: an option for each parameter, with the name that it has in <c>mnist train</c>.</summary>
internal sealed class SpaceOptionGroup : OptionGroup
{
    private readonly Option<Recipe?> _preset;
    private readonly List<(SearchParameter Parameter, Option<string?> Option)> _parameters = [];

    public SpaceOptionGroup()
    {
        _preset = AddNamed(
            "--preset",
            $"The recipe to start from, which is the first trial: {string.Join(", ", Recipe.All.Select(recipe => recipe.Name))}. Default: {Recipe.Fast.Name}",
            name => Recipe.All.FirstOrDefault(recipe => recipe.Name == name),
            Recipe.All.Select(recipe => recipe.Name)
        );
        foreach (SearchParameter parameter in SearchParameter.All)
            _parameters.Add((parameter, Add(Create(parameter))));
    }

    /// <summary>Returns the recipe to start from.</summary>
    public Recipe RecipeOf(ParseResult parsed) => parsed.Given(_preset) ?? Recipe.Fast;

    /// <summary>Returns the space: what was given, or else the usual one around the recipe.</summary>
    public SearchSpace SpaceOf(ParseResult parsed) =>
        SearchSpace.Create(
            RecipeOf(parsed),
            _parameters
                .Select(one => (one.Parameter, Text: parsed.Given(one.Option)))
                .Where(one => one.Text is not null)
                .Select(one => new SearchSetting(one.Parameter.Name, one.Text!))
        );

    private static Option<string?> Create(SearchParameter parameter) =>
        new($"--{parameter.Name}")
        {
            HelpName = "SPACE",
            Description = $"{char.ToUpperInvariant(parameter.Summary[0])}{parameter.Summary[1..]}: {parameter.Example}",
            CustomParser = result =>
            {
                string text = OptionParser.Text(result);
                try
                {
                    parameter.Parse(text);
                    return text;
                }
                catch (InvalidInputException e)
                {
                    // The message begins with the parameter's name.
                    result.AddError($"--{e.Message}");
                    return null;
                }
            },
        };
}
