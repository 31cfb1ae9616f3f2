using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class SearchSpaceTests
{
    [Theory]
    [InlineData("learning-rate", "1e-4..1e-1", "0.0001..0.1, logarithmic")]
    [InlineData("learning-rate", "linear(0.1..0.5)", "0.1..0.5")]
    [InlineData("hidden", "100..1000", "100..1000, logarithmic")]
    [InlineData("hidden", "300/200,100", "300, 200,100")]
    [InlineData("optimizer", "adam, momentum(0.95,),adamw", null)]
    [InlineData("optimizer", "adam,momentum(0.95),adam(0.9,0.99)", "adam, momentum(0.95), adam(0.9,0.99,1E-08)")]
    [InlineData("batch-size", "16,32,64", "16, 32, 64")]
    [InlineData("batch-size", "16.5,32", null)]
    [InlineData("batch-size", "16..64", "16..64, logarithmic")]
    [InlineData("dropout", "0..0.5", "0..0.5")]
    [InlineData("dropout", "log(0.01..0.5)", "0.01..0.5, logarithmic")]
    [InlineData("dropout", "log(0..0.5)", null)]
    [InlineData("dropout", "0.5..0", null)]
    [InlineData("dropout", "0..1", null)]
    [InlineData("dropout", "0.1,0.10", null)]
    [InlineData("dropout", "NaN..1", null)]
    [InlineData("learning-rate", "0..1", null)]
    [InlineData("learning-rate", "1e-50..1", null)]
    [InlineData("learning-rate", "log(1..2", null)]
    [InlineData("learning-rate", "", null)]
    [InlineData("learning-rate", "..", null)]
    [InlineData("hidden", "100,none", null)]
    [InlineData("hidden", "100..1e9", null)]
    [InlineData("activation", "relu,softmax", null)]
    [InlineData("augmentation", "elastic,none", "elastic, none")]
    public void Ranges_and_choices_are_read_as_they_are_written(string name, string text, string? expected)
    {
        SearchParameter parameter = SearchParameter.Find(name);
        if (expected is null)
        {
            InvalidInputException error = Assert.Throws<InvalidInputException>(() => parameter.Parse(text));
            Assert.StartsWith($"{name}: expected ", error.Message, StringComparison.Ordinal);
            Assert.EndsWith($"Example: {parameter.Example}.", error.Message, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal(expected, parameter.Parse(text).ToString());
        }
    }

    [Fact]
    public void Every_example_is_valid() =>
        Assert.All(
            SearchParameter.All,
            parameter => Assert.All(parameter.Example.Split(" or "), example => Assert.NotEqual(1, parameter.Parse(example).Count))
        );

    [Fact]
    public void Every_value_of_a_space_has_its_position_and_every_position_a_value_within_it()
    {
        foreach (SearchParameter parameter in SearchParameter.All)
        {
            SearchDomain domain = parameter.Parse(parameter.Example.Split(" or ")[0]);
            for (int i = 0; i <= 1000; i++)
            {
                string value = domain.ValueAt(i / 1000.0);
                double position = Assert.NotNull(domain.PositionOf(value));
                Assert.Equal(value, domain.ValueAt(position));
            }
        }
    }

    [Theory]
    [InlineData("average", "0.99..0.9999")]
    [InlineData("average", "0.9..0.99")]
    [InlineData("learning-rate", "0.001..0.0011")]
    [InlineData("learning-rate", "1e-4..1e-1")]
    [InlineData("max-norm", "100..101")]
    [InlineData("dropout", "0..0.5")]
    public void A_range_has_a_hundred_values_or_more_each_near_its_position(string name, string text)
    {
        SearchDomain domain = SearchParameter.Find(name).Parse(text);
        string[] values = [.. Enumerable.Range(0, 1001).Select(i => domain.ValueAt(i / 1000.0))];
        Assert.InRange(values.Distinct().Count(), 100, 1001);
        // Half of a hundredth, and what doubles lose at a tie.
        Assert.All(values, (value, i) => Assert.Equal(i / 1000.0, Assert.NotNull(domain.PositionOf(value)), 0.005 + 1e-12));
    }

    [Fact]
    public void Whole_numbers_are_equally_likely_the_first_and_the_last_too()
    {
        SearchDomain domain = SearchParameter.Find("batch-size").Parse("linear(1..4)");
        string[] values = [.. Enumerable.Range(0, 1000).Select(i => domain.ValueAt((i + 0.5) / 1000))];
        Assert.Equal(["250 1", "250 2", "250 3", "250 4"], values.GroupBy(value => value).Select(same => $"{same.Count()} {same.Key}"));
        Assert.Equal(4, domain.Count);
    }

    [Fact]
    public void A_logarithmic_range_gives_each_power_of_ten_the_same_room()
    {
        SearchDomain domain = SearchParameter.Find("learning-rate").Parse("1e-4..1e-1");
        Assert.Equal(["0.0001", "0.001", "0.01", "0.1"], new[] { 0, 1 / 3.0, 2 / 3.0, 1 }.Select(domain.ValueAt));
    }

    [Fact]
    public void A_single_value_is_fixed_for_all_trials_and_the_rest_is_the_usual_space()
    {
        SearchSpace space = SearchSpace.Create(Recipe.Fast, [new("dropout", "0.25")]);
        Assert.Equal(
            "hidden 75..1200, logarithmic; learning-rate 0.0002..0.02, logarithmic; batch-size 32, 64, 128, 256; dropout 0.25 (fixed)",
            space.ToString()
        );
        Recipe recipe = space.Apply(Recipe.Fast, []);
        Assert.Equal(0.25f, recipe.Network.Dropout);
        Assert.Equal(Recipe.Fast.Training, recipe.Training);
    }

    [Fact]
    public void Every_recipe_has_a_usual_space_that_is_valid_and_contains_it()
    {
        foreach (Recipe recipe in Recipe.All)
        {
            SearchSpace space = SearchSpace.Create(recipe, []);
            Assert.Empty(space.Violations(recipe));
            Assert.All(space.Dimensions, one => Assert.NotNull(one.Domain.PositionOf(one.Parameter.Own(recipe)!)));
        }
    }

    [Fact]
    public void The_rate_of_the_space_is_that_of_the_optimizer_chosen()
    {
        SearchSpace space = SearchSpace.Create(Recipe.Fast, [new("learning-rate", "1e-4..1e-1"), new("optimizer", "adam,sgd")]);
        Recipe recipe = space.Apply(Recipe.Fast, [new("learning-rate", "0.0123"), new("optimizer", "sgd")]);
        Assert.Equal(new GradientDescent(0.0123f), recipe.Training.Optimizer);
        // Without a rate, an optimizer has its own.
        Assert.Equal(new GradientDescent(), space.Apply(Recipe.Fast, [new("optimizer", "sgd")]).Training.Optimizer);
    }

    [Fact]
    public void Values_that_the_recipe_does_not_allow_are_reported()
    {
        Recipe listed = Recipe.Fast with { Network = new() { Layers = [new Dense(10)] } };
        SearchSpace space = SearchSpace.Create(Recipe.Fast, [new("hidden", "10..20"), new("dropout", "0..0.5")]);
        Assert.Equal(
            [
                "The parameter hidden has no effect: the recipe fast lists all its layers.",
                "The parameter dropout has no effect: the recipe fast lists all its layers.",
            ],
            space.Violations(listed)
        );
        Assert.Equal(
            ["The space has dropout twice."],
            SearchSpace.Create(Recipe.Fast, [new("dropout", "0..0.5"), new("dropout", "0.1")]).Violations(Recipe.Fast)
        );
        Assert.Throws<InvalidInputException>(() => SearchSpace.Create(Recipe.Fast, [new("nonsense", "1..2")]));
    }
}
