using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments.Tests;

public sealed class ImageOperationsTests
{
    [Fact]
    public void Shifted_images_move_with_all_channels_and_lose_their_edge()
    {
        ImageOperations operations = new(new Shape(2, 2, 3));
        double[] image = [.. Enumerable.Range(1, 12).Select(value => (double)value)];
        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4], operations.Shift(image, 1, 1));
        Assert.Equal([3, 4, 5, 6, 0, 0, 9, 10, 11, 12, 0, 0], operations.Shift(image, -1, 0));
        Assert.Equal(image, operations.Shift(image, 0, 0));
    }

    /// <summary>A share of 0.5: half of the pixel and a quarter of each neighbor, first along rows, then along columns.</summary>
    [Fact]
    public void Smooth_images_share_with_their_neighbors()
    {
        ImageOperations operations = new(Shape.Image(3, 3));
        double[] dot = [0, 0, 0, 0, 16, 0, 0, 0, 0];
        Assert.Equal([1, 2, 1, 2, 4, 2, 1, 2, 1], operations.Smooth(dot, 0.5));

        // At the edge, the missing neighbor is the pixel itself: nothing is lost.
        double[] corner = [16, 0, 0, 0, 0, 0, 0, 0, 0];
        Assert.Equal([9, 3, 0, 3, 1, 0, 0, 0, 0], operations.Smooth(corner, 0.5));

        // Channels do not mix.
        Assert.Equal([12, 3, 4, 9], new ImageOperations(new Shape(2, 1, 2)).Smooth([16, 0, 0, 12], 0.5));
    }
}
