namespace MnistTrainer.NeuralNetwork.Tests;

/// <summary>The settings of vectors of categories as text, and their ranges.</summary>
public sealed class CategoryEmbeddingSettingTests
{
    [Theory]
    [InlineData("category-embedding(8,8,300,12,7)", 8, 8, new[] { 300, 12, 7 })]
    [InlineData("category-embedding(4,0)", 4, 0, new[] { 2 })]
    public void Reads_and_writes_its_settings(string text, int width, int largestOneHot, int[] values)
    {
        CategoryEmbedding layer = new([.. values], width, largestOneHot);
        Assert.Equal(layer, Layer.Parse(text));
        Assert.Equal(text, layer.Spelling);
        Assert.NotEqual(layer, layer with { Values = [.. values, 2] });
    }

    [Theory]
    [InlineData("category-embedding(0,8,3)", "width must be from 1 to 65536, not 0")]
    [InlineData("category-embedding(8,-1,3)", "one-hot must be from 0 to 1024, not -1")]
    [InlineData("category-embedding(8,1025,3)", "one-hot must be from 0 to 1024, not 1025")]
    [InlineData("category-embedding(8,8,3,0)", "values must be from 1 to 16777216, not 0")]
    [InlineData("category-embedding(8,8,2.5)", "found \"2.5\" for values")]
    public void Rejects_settings_out_of_range(string text, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidInputException>(() => Layer.Parse(text)).Message, StringComparison.Ordinal);

    /// <summary>Before the vectors take any memory, even those of the largest settings.</summary>
    [Theory]
    [InlineData(8, new[] { 1 << 24 }, "its vectors have")]
    [InlineData(65536, new[] { 1 << 24, 1 << 24, 1 << 24 }, "its vectors have")]
    [InlineData(8, new[] { 3, 3, 3, 3 }, "3 inputs are too few for 4 categories")]
    public void Rejects_what_is_too_large(int width, int[] values, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InvalidInputException>(() => new CategoryEmbedding([.. values], width, 0).OutputShape(Shape.Vector(3))).Message,
            StringComparison.Ordinal
        );
}
