using System.CommandLine;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>A parameter of a search changes a recipe exactly as the option of its name does.</summary>
public sealed class SearchParameterTests
{
    public static TheoryData<string> Names => [.. SearchParameter.All.Select(parameter => parameter.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Has_the_effect_of_the_option_of_its_name(string name)
    {
        SearchParameter parameter = SearchParameter.Find(name);
        foreach (Recipe recipe in (Recipe[])[Recipe.Fast, Recipe.Book, Recipe.Accurate])
        {
            foreach (string example in parameter.Example.Split(" or "))
            {
                SearchDomain domain = parameter.Parse(example);
                foreach (double position in (double[])[0, 0.3, 0.5, 0.77, 1])
                {
                    string value = domain.ValueAt(position);
                    Recipe searched = new SearchSpace([], []).Apply(recipe, [new(name, value)]);
                    AssertEqual(RecipeOf("--preset", recipe.Name, $"--{name}", value), searched);
                }
            }
        }
    }

    [Fact]
    public void All_together_have_the_effect_of_all_options()
    {
        SearchSetting[] settings =
        [
            .. SearchParameter
                .All.Reverse()
                .Select(one => new SearchSetting(one.Name, one.Parse(one.Example.Split(" or ")[0]).ValueAt(0.9))),
        ];
        AssertEqual(
            RecipeOf([.. settings.SelectMany(setting => (string[])[$"--{setting.Name}", setting.Value])]),
            new SearchSpace([], [.. settings[..5]]).Apply(Recipe.Fast, [.. settings[5..]])
        );
    }

    private static void AssertEqual(Recipe expected, Recipe actual)
    {
        Assert.Equal(expected.Training, actual.Training);
        Assert.Equal(expected.AugmentationUse, actual.AugmentationUse);
        Assert.Equal(expected.DropoutWithoutAugmentation, actual.DropoutWithoutAugmentation);
        Assert.Equal(expected.Network.HiddenUnits, actual.Network.HiddenUnits);
        NetworkOptions same = actual.Network with
        {
            HiddenUnits = expected.Network.HiddenUnits,
            ImageLayers = expected.Network.ImageLayers,
        };
        Assert.Equal(expected.Network, same);
    }

    private static Recipe RecipeOf(params string[] arguments)
    {
        NetworkOptionGroup network = new();
        LearningOptionGroup learning = new();
        RegularizationOptionGroup regularization = new();
        Command command = new("train");
        foreach (OptionGroup group in (OptionGroup[])[network, learning, regularization])
            group.AddTo(command);
        ParseResult parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors.Select(error => error.Message));
        return regularization.Apply(parsed, learning.Apply(parsed, network.Apply(parsed, "images.csv")));
    }
}
