namespace MnistTrainer.Data.Tests;

/// <summary>The usual names of parts of a data set, and names that are none.</summary>
public sealed class SplitNameTests
{
    [Theory]
    [InlineData("train", "Train")]
    [InlineData("trainingSet", "Train")]
    [InlineData("TRAIN_images", "Train")]
    [InlineData("mnist_png_training", "Train")]
    [InlineData("learn", "Train")]
    [InlineData("seen", "Train")]
    [InlineData("unseen", "Test")]
    [InlineData("val", "Validation")]
    [InlineData("Validation", "Validation")]
    [InlineData("valid", "Validation")]
    [InlineData("dev", "Validation")]
    [InlineData("test", "Test")]
    [InlineData("testing", "Test")]
    [InlineData("t10k-images", "Test")]
    [InlineData("testimages", "Test")]
    [InlineData("images", null)]
    [InlineData("tests of anna", null)]
    [InlineData("trainer", null)]
    [InlineData("cat", null)]
    public void Knows_the_parts_by_their_usual_names(string name, string? part) => Assert.Equal(part, SplitName.Of(name)?.ToString());
}
