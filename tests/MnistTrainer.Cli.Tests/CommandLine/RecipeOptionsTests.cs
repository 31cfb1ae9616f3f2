using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Tests.CommandLine;

/// <summary>The options of <c>mnist train</c> change single parts of a recipe.</summary>
public sealed class RecipeOptionsTests
{
    private static readonly Shape Image = Shape.Image(8, 8);

    [Fact]
    public void Selects_fast_by_default() => Assert.Equal(Recipe.Fast, RecipeOf());

    [Fact]
    public void Selects_robust_for_the_included_digits_unless_another_is_named()
    {
        Assert.Equal(Recipe.Robust, RecipeFor("digits"));
        Assert.Equal(Recipe.Fast, RecipeFor("digits", "--preset", "fast"));
        Assert.Equal(Recipe.Robust.Network.TestTimeShift, RecipeFor("digits", "--hidden", "100").Network.TestTimeShift);
    }

    [Theory]
    [InlineData("book")]
    [InlineData("fast")]
    [InlineData("accurate")]
    public void Selects_a_recipe_by_name(string name) => Assert.Equal(name, RecipeOf("--preset", name).Name);

    [Fact]
    public void Options_take_precedence_over_the_recipe_and_the_output_follows_the_loss()
    {
        Recipe recipe = RecipeOf("--preset", "book", "--hidden", "12,7", "--activation", "tanh", "--loss", "softmax-cross-entropy");
        Assert.Equal(
            ["dense 64 → 12, tanh, no bias", "dense 12 → 7, tanh, no bias", "dense 7 → 2, softmax, no bias"],
            recipe.Define(Image, ["a", "b"]).DescribeLayers()
        );
    }

    [Theory]
    [InlineData("fast", null, typeof(ElasticAugmentation), AugmentationUse.ByAppearance)]
    [InlineData("book", null, null, AugmentationUse.ByAppearance)]
    [InlineData("book", "elastic", typeof(ElasticAugmentation), AugmentationUse.Always)]
    [InlineData("fast", "drawing", typeof(DrawingAugmentation), AugmentationUse.Always)]
    [InlineData("fast", "flip-and-crop", typeof(FlipAndCropAugmentation), AugmentationUse.Always)]
    [InlineData("fast", "none", null, AugmentationUse.Always)]
    public void Selects_an_augmentation(string preset, string? name, Type? augmentation, AugmentationUse use)
    {
        Recipe recipe = RecipeOf(["--preset", preset, .. name is null ? [] : (string[])["--augmentation", name]]);
        Assert.Equal(augmentation, recipe.Training.Augmentation?.GetType());
        Assert.Equal(use, recipe.AugmentationUse);
    }

    [Fact]
    public void Elastic_keeps_the_strength_of_the_recipe() =>
        Assert.Equal(
            Recipe.Accurate.Training.Augmentation,
            RecipeOf("--preset", "accurate", "--augmentation", "elastic").Training.Augmentation
        );

    [Fact]
    public void Dropout_replaces_that_without_augmentation()
    {
        Recipe recipe = RecipeOf("--preset", "accurate", "--augmentation", "none", "--dropout", "0.1");
        Assert.Null(recipe.DropoutWithoutAugmentation);
        Assert.Equal(0.1f, recipe.Network.Dropout);
    }

    [Theory]
    [InlineData("loss", MonitoredValue.ValidationLoss)]
    [InlineData("accuracy", MonitoredValue.ValidationAccuracy)]
    public void Early_stopping_monitors_what_is_asked_for(string name, MonitoredValue expected) =>
        Assert.Equal(
            new EarlyStopping(4) { Monitor = expected, MinimumDelta = 0.125f },
            RecipeOf("--early-stopping", "4", "--monitor", name, "--minimum-delta", "0.125").Training.EarlyStopping
        );

    [Fact]
    public void Layers_define_the_network()
    {
        Recipe recipe = RecipeOf("--layers", "dropout(0.2), dense(300,relu), batch-normalization, dense(2)");
        Assert.Empty(recipe.Violations());
        Assert.Equal(
            ["dropout", "dense", "batch-normalization", "dense"],
            recipe.Define(Image, ["a", "b"]).Layers.Select(layer => layer.Kind)
        );
    }

    [Theory]
    [InlineData("--hidden", "30")]
    [InlineData("--dropout", "0.1")]
    [InlineData("--activation", "tanh")]
    public void Layers_exclude_the_options_that_they_replace(string option, string value)
    {
        TrainCommand command = new();
        ParseResult parsed = command.Parse(["--layers", "dense(10)", option, value]);
        Assert.Equal([$"--layers defines all layers: leave out {option}."], command.Violations(parsed));
    }

    [Fact]
    public void An_unknown_layer_is_reported_with_all_names()
    {
        string message = Assert.Single(new TrainCommand().Parse(["--layers", "dense(30), dens(10)"]).Errors).Message;
        Assert.StartsWith("--layers: ", message, StringComparison.Ordinal);
        Assert.All(Layer.Names, name => Assert.Contains(name, message, StringComparison.Ordinal));
    }

    private static Recipe RecipeOf(params string[] arguments) => RecipeFor("images.csv", arguments);

    private static Recipe RecipeFor(string source, params string[] arguments)
    {
        NetworkOptionGroup network = new();
        LearningOptionGroup learning = new();
        RegularizationOptionGroup regularization = new();
        Command command = new("train");
        foreach (OptionGroup group in (OptionGroup[])[network, learning, regularization])
            group.AddTo(command);
        ParseResult parsed = command.Parse(arguments);
        Assert.Empty(parsed.Errors.Select(error => error.Message));
        return regularization.Apply(parsed, learning.Apply(parsed, network.Apply(parsed, source)));
    }
}
