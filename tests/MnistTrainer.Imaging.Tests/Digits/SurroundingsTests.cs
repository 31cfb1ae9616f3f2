namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class SurroundingsTests
{
    private const int Side = 200;
    private static readonly InkLevels Levels = new(Noise: 20, Threshold: 128, Full: 255);

    public static TheoryData<string, Func<int, int, bool>> Around =>
        new()
        {
            { "a box around the digit", (x, y) => Math.Max(Math.Abs(x - 100), Math.Abs(y - 100)) is >= 85 and < 89 },
            { "a circle around the digit", (x, y) => Math.Sqrt(((x - 100) * (x - 100)) + ((y - 100) * (y - 100))) is >= 90 and < 94 },
            { "a line below the digit", (x, y) => x is > 50 and < 150 && y is >= 186 and < 192 },
            { "a frame at the image's edge", (x, y) => Math.Max(Math.Abs(x - 99.5), Math.Abs(y - 99.5)) > 96 },
            { "a strip along a side", (x, y) => x < 10 && y is > 40 and < 160 },
            { "the table in a corner", (x, y) => x + y < 40 },
            { "a cell's line across", (_, y) => y is >= 185 and < 189 },
            { "a cell's line that ends within", (x, y) => y is >= 8 and < 12 && x is > 10 and < 180 },
        };

    [Theory]
    [MemberData(nameof(Around))]
    public void Detects_what_surrounds_a_digit(string what, Func<int, int, bool> isThere)
    {
        GrayImage digit = Drawing.Draw(Side, 16, Drawing.Seven);
        GrayImage image = digit.Map((x, y, ink) => isThere(x, y) ? 255 : ink);
        List<Region> regions = Region.FindAll(image, Levels);
        Surroundings surroundings = new(regions, image);
        Assert.Equal(2, regions.Count);
        foreach (Region region in regions)
        {
            bool isDigit = digit.Pixels[region.Pixels[0]] > 0;
            Assert.True(surroundings.Has(region) != isDigit, $"{what}: {(isDigit ? "the digit" : "what is around it")}");
        }
    }

    /// <summary>A digit may fill the image from edge to edge; without other ink inside, it surrounds nothing.</summary>
    [Fact]
    public void A_single_region_surrounds_nothing()
    {
        GrayImage image = InkBox.Crop(Drawing.Draw(Side, 16, Drawing.Zero));
        List<Region> regions = Region.FindAll(image, Levels);
        Assert.False(new Surroundings(regions, image).Has(Assert.Single(regions)));
    }
}
