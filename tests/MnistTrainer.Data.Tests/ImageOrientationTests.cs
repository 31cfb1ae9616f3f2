using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data.Tests;

public sealed class ImageOrientationTests
{
    private const int Side = 8;

    /// <summary>Paper is what all four borders show; light in the middle, or on some of the borders, is ink.</summary>
    [Theory]
    [InlineData("top,bottom,left,right", true)]
    [InlineData("top,left,right", false)]
    [InlineData("bottom,left,right", false)]
    [InlineData("top,bottom,left", false)]
    [InlineData("top,bottom,right", false)]
    [InlineData("top,bottom", false)]
    [InlineData("middle", false)]
    public void Only_light_borders_are_light_paper(string light, bool expected)
    {
        string[] parts = light.Split(',');
        byte[] pixels = new byte[Side * Side];
        for (int y = 0; y < Side; y++)
        {
            for (int x = 0; x < Side; x++)
            {
                bool isLight =
                    (y == 0 && parts.Contains("top"))
                    || (y == Side - 1 && parts.Contains("bottom"))
                    || (x == 0 && y is > 0 and < Side - 1 && parts.Contains("left"))
                    || (x == Side - 1 && y is > 0 and < Side - 1 && parts.Contains("right"))
                    || (x is > 0 and < Side - 1 && y is > 0 and < Side - 1 && parts.Contains("middle"));
                pixels[(y * Side) + x] = isLight ? (byte)255 : (byte)0;
            }
        }

        Assert.Equal(expected, ImageOrientation.IsDarkOnLight(new Samples<byte>(Shape.Image(Side, Side), pixels, null, [])));
    }

    [Fact]
    public void Turned_samples_keep_labels_and_weights()
    {
        var samples = (Samples<byte>)new Samples<byte>(Shape.Image(1, 2), [1, 2, 3, 4], [1, 0], ["a", "b"]).WithWeights([0.5f, 2]);
        foreach (Samples<byte> turned in (Samples<byte>[])[ImageOrientation.Invert(samples), ImageOrientation.Transpose(samples)])
        {
            Assert.Equal([1, 0], turned.Labels.ToArray());
            Assert.Equal([0.5f, 2], turned.Weights.ToArray());
        }

        Assert.Equal([254, 253], ImageOrientation.Invert(samples).Row(0).ToArray());
        Assert.Equal(Shape.Image(2, 1), ImageOrientation.Transpose(samples).Shape);
    }

    [Fact]
    public void Transposing_exchanges_rows_and_columns()
    {
        Samples<byte> turned = ImageOrientation.Transpose(new Samples<byte>(Shape.Image(2, 3), [1, 2, 3, 4, 5, 6], null, []));
        Assert.Equal([1, 4, 2, 5, 3, 6], turned.Row(0).ToArray());
    }
}
