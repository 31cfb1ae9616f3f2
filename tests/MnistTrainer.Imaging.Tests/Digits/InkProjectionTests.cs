namespace MnistTrainer.Imaging.Tests.Digits;

/// <summary>Compares the differences of prefix sums with a walk over every pixel.</summary>
public sealed class InkProjectionTests
{
    private const int Threshold = 100;

    [Theory]
    [InlineData(0)]
    [InlineData(0.3)]
    [InlineData(-0.3)]
    [InlineData(0.005)]
    [InlineData(-0.1)]
    [InlineData(4)]
    public void Projections_match_a_walk_along_the_slope(double slope)
    {
        GrayImage ink = Random(70, 45);
        int[] expected = new int[ink.Height];
        for (int y = 0; y < ink.Height; y++)
        {
            for (int x = 0; x < ink.Width; x++)
            {
                // Away from zero, as the shift of a column changes where it is half a row further.
                int row = y - (int)Math.Round(slope * x, MidpointRounding.AwayFromZero);
                if (ink[x, y] > Threshold && row >= 0 && row < ink.Height)
                    expected[row]++;
            }
        }

        Assert.Equal(expected, new InkProjection(ink.Transpose(), Threshold).Along(slope).ToArray().Select(count => (int)count));
    }

    [Fact]
    public void Counts_columns_with_ink()
    {
        byte[] pixels = new byte[50 * 40];
        pixels[0] = pixels[(39 * 50) + 7] = pixels[(20 * 50) + 7] = Threshold + 1;
        pixels[49] = Threshold;
        Assert.Equal(2, new InkProjection(new GrayImage(50, 40, pixels).Transpose(), Threshold).InkedColumns);
    }

    private static GrayImage Random(int width, int height)
    {
        byte[] pixels = new byte[width * height];
        new Random(width).NextBytes(pixels);
        return new GrayImage(width, height, pixels);
    }
}
