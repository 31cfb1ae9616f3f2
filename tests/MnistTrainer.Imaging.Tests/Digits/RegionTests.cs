namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class RegionTests
{
    private static readonly InkLevels Levels = new(Noise: 40, Threshold: 120, Full: 200);

    [Fact]
    public void Pieces_hang_together_over_corners_and_keep_their_soft_edge()
    {
        GrayImage ink = Drawing("9..5...", ".9.....", "..95..9", ".......", "55555..");
        List<Region> regions = Region.FindAll(ink, Levels);

        // The row of fives has nothing that is surely ink, nor has the five at the top that touches none.
        Assert.Equal([3, 1], regions.Select(region => region.Area));
        Assert.Equal((0, 0, 2, 2), (regions[0].Left, regions[0].Top, regions[0].Right, regions[0].Bottom));
        Assert.Equal((4, 3), (regions[0].Width, regions[0].Height));
        Assert.Equal([0, 8, 16, 17], regions[0].Pixels.Order());
        Assert.True(regions[1].TouchesEdge(ink));
    }

    [Fact]
    public void Soft_edges_do_not_carry_a_stroke_on()
    {
        // 50 is above noise, but up to the level of joining, 80: two strokes that only blur into each other are two.
        GrayImage ink = new(5, 1, [200, 50, 50, 50, 200]);
        Assert.Equal(2, Region.FindAll(ink, Levels).Count);
        Assert.Single(Region.FindAll(new GrayImage(5, 1, [200, 90, 90, 90, 200]), Levels));
    }

    [Fact]
    public void Every_pixel_of_a_random_image_is_in_one_piece_at_most_and_all_that_is_surely_ink_in_one()
    {
        byte[] pixels = new byte[90 * 60];
        new Random(4).NextBytes(pixels);
        int[] taken = [.. Region.FindAll(new GrayImage(90, 60, pixels), Levels).SelectMany(region => region.Pixels)];
        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.Subset(taken.ToHashSet(), Enumerable.Range(0, pixels.Length).Where(i => pixels[i] > Levels.Threshold).ToHashSet());
        Assert.DoesNotContain(taken, pixel => pixels[pixel] <= Levels.Noise);
    }

    /// <summary>A row for each string: a digit is so many times 20, a dot is paper.</summary>
    private static GrayImage Drawing(params string[] rows) =>
        new(rows[0].Length, rows.Length, [.. string.Concat(rows).Select(letter => (byte)(letter == '.' ? 0 : 20 * (letter - '0')))]);
}
