namespace MnistTrainer.NeuralNetwork.Tests;

public sealed class ShapeTests
{
    [Theory]
    [InlineData(1, 28, 28, 784, "28x28")]
    [InlineData(3, 4, 5, 60, "3x4x5")]
    [InlineData(10, 1, 1, 10, "10")]
    public void Has_a_size_and_a_name(int channels, int height, int width, int size, string text)
    {
        Shape shape = new(channels, height, width);
        Assert.Equal(size, shape.Size);
        Assert.Equal(text, shape.ToString());
    }
}
