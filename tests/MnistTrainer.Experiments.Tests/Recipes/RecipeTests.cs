using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class RecipeTests
{
    public static TheoryData<string> Names => [.. Recipe.All.Select(recipe => recipe.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_recipe_is_valid_and_says_what_it_is_for(string name)
    {
        Recipe recipe = Recipe.All.Single(one => one.Name == name);
        Assert.Empty(recipe.Violations());
        Assert.NotEmpty(recipe.Summary);
    }

    [Fact]
    public void Is_robust_by_default_for_the_included_digits_only()
    {
        string digits = DataLocations.Current.Find("digits")!;
        Assert.Equal(Recipe.Robust, Recipe.DefaultFor("digits"));
        Assert.Equal(Recipe.Robust, Recipe.DefaultFor(digits));
        Assert.Equal(Recipe.Robust, Recipe.DefaultFor(Path.GetRelativePath(".", digits) + Path.DirectorySeparatorChar));
        Assert.Equal(Recipe.Fast, Recipe.DefaultFor("mnist"));
        Assert.Equal(Recipe.Fast, Recipe.DefaultFor(Path.Combine(Path.GetTempPath(), "digits")));
        Assert.Equal(Recipe.Fast, Recipe.DefaultFor("-"));
        Assert.Equal(Recipe.DefaultFor(SourceLoader.DefaultSource), Recipe.DefaultFor());
    }

    [Fact]
    public void Augments_handwriting()
    {
        Recipe recipe = Recipe.Accurate.For(SyntheticData.Digits.Train);
        Assert.Equal(Recipe.Accurate.Training.Augmentation, recipe.Training.Augmentation);
        Assert.Equal(0, recipe.Network.Dropout);
    }

    [Fact]
    public void Drops_out_instead_of_augmenting_images_that_fill_their_frame()
    {
        Recipe recipe = Recipe.Accurate.For(SyntheticData.Bars(80));
        Assert.Null(recipe.Training.Augmentation);
        Assert.Equal(0.3f, recipe.Network.Dropout);
    }

    [Fact]
    public void Drops_out_where_augmentation_is_turned_off()
    {
        Recipe plain = Recipe.Accurate with { Training = Recipe.Accurate.Training with { Augmentation = null } };
        Assert.Equal(0.3f, plain.For(SyntheticData.Digits.Train).Network.Dropout);
        Assert.Equal(0, (plain with { DropoutWithoutAugmentation = null }).For(SyntheticData.Digits.Train).Network.Dropout);
    }

    [Fact]
    public void Flips_and_crops_images_that_fill_their_frame_but_never_digits()
    {
        Recipe recipe = Recipe.Convnet with { ImageAugmentation = new() };
        Assert.Equal(new FlipAndCropAugmentation(), recipe.For(SyntheticData.Rows(160)).Training.Augmentation);
        Assert.Equal(new FlipAndCropAugmentation { Flips = 0 }, recipe.For(SyntheticData.Bars(160)).Training.Augmentation);
        Assert.Null((recipe with { ImageAugmentation = new() { Shift = 0 } }).For(SyntheticData.Bars(160)).Training.Augmentation);
        Assert.IsType<ElasticAugmentation>(recipe.For(SyntheticData.Digits.Train).Training.Augmentation);
        Assert.Equal(new FlipAndCropAugmentation { Shift = 0 }, Recipe.Convnet.For(SyntheticData.Rows(160)).Training.Augmentation);
        Assert.Null(Recipe.Fast.For(SyntheticData.Rows(160)).Training.Augmentation);
    }

    [Fact]
    public void Trains_longer_on_images_that_it_flips_and_crops()
    {
        Recipe best = Recipe.Best.For(SyntheticData.Rows(160));
        Assert.Equal(new FlipAndCropAugmentation(), best.Training.Augmentation);
        Assert.Equal(60, best.Training.Epochs);
        Assert.Equal(60, best.For(SyntheticData.Rows(160)).Training.Epochs);
        Assert.Equal(20, Recipe.Best.For(SyntheticData.Digits.Train).Training.Epochs);
        Assert.Equal(20, (Recipe.Best with { ImageEpochs = null }).For(SyntheticData.Rows(160)).Training.Epochs);
        Assert.Equal(10, Recipe.Convnet.For(SyntheticData.Rows(160)).Training.Epochs);
    }

    [Fact]
    public void Neither_flips_nor_crops_where_augmentation_is_turned_off()
    {
        Recipe plain = Recipe.Convnet with { ImageAugmentation = new(), Training = Recipe.Convnet.Training with { Augmentation = null } };
        Assert.Null(plain.For(SyntheticData.Rows(160)).Training.Augmentation);
    }

    [Fact]
    public void Augments_everything_on_request()
    {
        Recipe recipe = Recipe.Fast with { AugmentationUse = AugmentationUse.Always };
        Assert.IsType<ElasticAugmentation>(recipe.For(SyntheticData.Bars(80)).Training.Augmentation);
    }

    [Fact]
    public void Is_the_same_when_applied_to_the_same_data_again()
    {
        foreach (Recipe recipe in (Recipe[])[.. Recipe.All, Recipe.Convnet with { ImageAugmentation = new() }])
        {
            Recipe once = recipe.For(SyntheticData.Bars(80));
            Assert.Equal(once, once.For(SyntheticData.Bars(80)));
        }
    }

    [Fact]
    public void The_last_activation_follows_from_the_loss()
    {
        Assert.Equal(Activation.Softmax, LastActivation(Recipe.Fast));
        Assert.Equal(Activation.Sigmoid, LastActivation(Recipe.Book));
        Assert.Equal(
            Activation.Tanh,
            LastActivation(Recipe.Book with { Network = Recipe.Book.Network with { OutputActivation = Activation.Tanh } })
        );
    }

    [Fact]
    public void Reports_an_activation_that_does_not_suit_the_loss() =>
        Assert.Equal(
            ["The loss softmax-cross-entropy requires the activation softmax in the last layer, not tanh."],
            (Recipe.Fast with { Network = Recipe.Fast.Network with { OutputActivation = Activation.Tanh } }).Violations()
        );

    [Fact]
    public void A_teacher_is_checked_without_data()
    {
        Samples<byte> digits = SyntheticData.Digits.Train;
        Distillation distillation = new(Network.Create(Recipe.Fast.Define(digits.Shape, digits.ClassNames)));
        Assert.Empty((Recipe.Convnet with { Training = Recipe.Convnet.Training with { Distillation = distillation } }).Violations());
        Assert.Equal(
            [
                "A teacher requires the loss softmax-cross-entropy, not squared-error.",
                "A teacher requires the exact gradient, not the book's rule.",
            ],
            (Recipe.Book with { Training = Recipe.Book.Training with { Distillation = distillation } }).Violations()
        );
    }

    [Fact]
    public void Layers_define_the_whole_network()
    {
        Recipe recipe = Recipe.Fast with
        {
            Network = new() { Layers = Layer.ParseList("dropout(0.2), dense(30,tanh), batch-normalization, dense(10)") },
        };
        Assert.Empty(recipe.Violations());
        Assert.Equal(
            ["dropout", "dense", "batch-normalization", "dense"],
            recipe.Define(Shape.Image(28, 28), SyntheticData.Digits.Train.ClassNames).Layers.Select(layer => layer.Kind)
        );
        Assert.Equal(Activation.Softmax, LastActivation(recipe));
    }

    private static Activation LastActivation(Recipe recipe) =>
        recipe.Define(Shape.Image(28, 28), SyntheticData.Digits.Train.ClassNames).Layers[^1].Activation;
}
