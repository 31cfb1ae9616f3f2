using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Recognition.Images.Tests;

public sealed class WeightImagesTests
{
    private static readonly string[] Names = ["a", "b"];

    /// <summary>Zero is 128, the largest weight in absolute value, here -0.5, is 127 away from it, and the others lie in proportion.</summary>
    [Fact]
    public void Gray_values_are_the_weights_mapped_linearly()
    {
        // Two filters of 2x2, next to each other: a's weights are 0, 0.25, -0.5, 0.125, b's 0.5, 0, 0, -0.25.
        WeightImages weights = Of(
            Shape.Image(3, 3),
            "convolution(2,2), dense(2)",
            [
                0f,
                0.5f,
                0.25f,
                0f,
                -0.5f,
                0f,
                0.125f,
                -0.25f, /* biases */
                9f,
                9f,
            ]
        );
        Assert.Equal((2, 2, true, 0.5f), (weights.Count, weights.Total, weights.AreFilters, weights.Largest));
        Assert.Equal([128, 192, 1, 160], Cells(weights.Image(0), 2, 2, weights.Enlargement));
        Assert.Equal([255, 128, 128, 64], Cells(weights.Image(1), 2, 2, weights.Enlargement));
    }

    [Fact]
    public void Weights_into_a_unit_have_the_shape_of_the_input()
    {
        // Three inputs in a row, two units: unit 1 has 1, -1, 0.5.
        WeightImages weights = Of(new Shape(1, 1, 3), "dense(2)", [1f, 0f, -1f, 0f, 0.5f, 0f, 0f, 0f]);
        Assert.False(weights.AreFilters);
        Assert.Equal(new Shape(1, 1, 3), weights.Shape);
        Assert.Equal([255, 1, 192], Cells(weights.Image(0), 3, 1, weights.Enlargement));
        Assert.Equal([128, 128, 128], Cells(weights.Image(1), 3, 1, weights.Enlargement));
    }

    [Fact]
    public void Three_channels_are_colors_and_others_lie_side_by_side()
    {
        WeightImages colors = Of(new Shape(3, 2, 1), "convolution(1,1), dense(2)", [1f, 0f, -1f, 0f]);
        Assert.Equal([255, 128, 1, 255], colors.Image(0).Pixels[..4].ToArray());

        WeightImages tiles = Of(new Shape(2, 1, 2), "convolution(1,1), dense(2)", [1f, -1f, 0f]);
        ColorImage image = tiles.Image(0);
        int side = tiles.Enlargement;
        Assert.Equal(((2 * side) + 3, side), (image.Width, image.Height));
        Assert.Equal((255, 64, 1), (Level(image, 0), Level(image, side), Level(image, side + 3)));
    }

    /// <summary>Layers that leave an image what it is do not hide the weights behind them.</summary>
    [Theory]
    [InlineData("dropout(0.2), gaussian-noise, dense(2)", 2, "4x4")]
    [InlineData("flatten, dropout, dense(2)", 2, "4x4")]
    [InlineData("max-pooling(2), flatten, dense(2)", 2, "2x2")]
    [InlineData("max-pooling(2), convolution(3,2), dense(2)", 1, "2x2")]
    public void Finds_the_first_layer_with_weights(string layers, int index, string shape)
    {
        WeightImages weights = WeightImages.Of(Network.Create(Definition(Shape.Image(4, 4), layers)));
        Assert.Equal((index, shape), (weights.LayerIndex, weights.Shape.ToString()));
    }

    [Theory]
    [InlineData("16", "dense(2)", "one that takes 16 values without rows and columns")]
    [InlineData("4x4", "global-average-pooling, dense(2)", "one that gives up rows and columns before its first weights")]
    public void Rejects_what_has_no_image(string shape, string layers, string found)
    {
        var network = Network.Create(Definition(shape == "16" ? Shape.Vector(16) : Shape.Image(4, 4), layers));
        Assert.Null(WeightImages.Find(network));
        Assert.Contains(found, Assert.Throws<InvalidInputException>(() => WeightImages.Of(network)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sheet_has_all_images_and_is_bounded()
    {
        WeightImages weights = WeightImages.Of(Network.Create(Definition(Shape.Image(28, 28), "dense(300,relu), dense(2)")));
        Assert.Equal((256, 300, 3), (weights.Count, weights.Total, weights.Enlargement));
        ColorImage sheet = weights.Sheet();
        Assert.Equal(((16 * 87) - 3, (16 * 87) - 3), (sheet.Width, sheet.Height));
        ColorImage last = weights.Image(255);
        int corner = (((15 * 87 * sheet.Width) + (15 * 87)) * 4) + 4;
        Assert.Equal(last.Pixels[4..(84 * 4)].ToArray(), sheet.Pixels.Slice(corner, 83 * 4).ToArray());
        Assert.Equal((2 * 87) - 3, weights.Sheet(3).Height);

        // A unit sees more pixels than all images together may have.
        WeightImages large = WeightImages.Of(Network.Create(Definition(Shape.Image(3000, 3000), "dense(2)")));
        Assert.Equal((1, 2), (large.Count, large.Total));
        Assert.Throws<ArgumentOutOfRangeException>(() => large.Image(1));
    }

    [Fact]
    public void Weights_that_are_all_zero_are_gray()
    {
        WeightImages weights = Of(Shape.Image(1, 2), "dense(2)", new float[6]);
        Assert.Equal([128, 128], Cells(weights.Image(0), 2, 1, weights.Enlargement));
    }

    private static NetworkDefinition Definition(Shape shape, string layers) =>
        new()
        {
            InputShape = shape,
            Layers = Layer.ParseList(layers),
            ClassNames = [.. Names],
        };

    /// <summary>A network whose first parameters are given; the others are zero.</summary>
    private static WeightImages Of(Shape shape, string layers, float[] parameters)
    {
        NetworkDefinition definition = Definition(shape, layers);
        float[] all = new float[definition.CountParameters()];
        parameters.CopyTo(all, 0);
        return WeightImages.Of(Network.Create(definition, all));
    }

    /// <summary>The gray levels of an image before it was enlarged; every pixel of a square has the same.</summary>
    private static int[] Cells(ColorImage image, int columns, int rows, int side)
    {
        Assert.Equal((columns * side, rows * side), (image.Width, image.Height));
        int[] cells =
        [
            .. Enumerable.Range(0, columns * rows).Select(i => Level(image, (i / columns * side * image.Width) + (i % columns * side))),
        ];
        for (int i = 0; i < image.Width * image.Height; i++)
            Assert.Equal(cells[(i / image.Width / side * columns) + (i % image.Width / side)], Level(image, i));
        return cells;
    }

    private static int Level(ColorImage image, int pixel)
    {
        Assert.Equal(255, image.Pixels[(pixel * 4) + 3]);
        return image.Pixels[pixel * 4];
    }
}
