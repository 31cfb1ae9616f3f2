namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class RegionTests
{
    private static readonly InkLevels Levels = new(Noise: 40, Threshold: 120, Full: 200);

    [Fact]
    public void Regions_connect_over_corners_and_include_their_soft_edge()
    {
        GrayImage ink = Drawing("9..5...", ".9.....", "..95..9", ".......", "55555..");
        List<Region> regions = Region.FindAll(ink, Levels);

        // Neither the row of fives nor the separate five at the top contains certain ink.
        Assert.Equal([3, 1], regions.Select(region => region.Area));
        Assert.Equal((0, 0, 2, 2), (regions[0].Left, regions[0].Top, regions[0].Right, regions[0].Bottom));
        Assert.Equal((4, 3), (regions[0].Width, regions[0].Height));
        Assert.Equal([0, 8, 16, 17], regions[0].Pixels.Order());
        Assert.True(regions[1].TouchesEdge(ink));
    }

    [Fact]
    public void Soft_edges_do_not_connect_strokes()
    {
        // 50 is above noise but not above the joining level of 80: two strokes that only blur into each other stay two.
        GrayImage ink = new(5, 1, [200, 50, 50, 50, 200]);
        Assert.Equal(2, Region.FindAll(ink, Levels).Count);
        Assert.Single(Region.FindAll(new GrayImage(5, 1, [200, 90, 90, 90, 200]), Levels));
    }

    [Fact]
    public void Regions_of_a_random_image_are_disjoint_and_cover_all_certain_ink()
    {
        byte[] pixels = new byte[90 * 60];
        new Random(4).NextBytes(pixels);
        int[] taken = [.. Region.FindAll(new GrayImage(90, 60, pixels), Levels).SelectMany(region => region.Pixels)];
        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.Subset(taken.ToHashSet(), Enumerable.Range(0, pixels.Length).Where(i => pixels[i] > Levels.Threshold).ToHashSet());
        Assert.DoesNotContain(taken, pixel => pixels[pixel] <= Levels.Noise);
    }

    /// <summary>One row per string: a digit is that multiple of 20, a dot is paper.</summary>
    private static GrayImage Drawing(params string[] rows) =>
        new(rows[0].Length, rows.Length, [.. string.Concat(rows).Select(letter => (byte)(letter == '.' ? 0 : 20 * (letter - '0')))]);
}
