namespace MnistTrainer.Imaging.Tests.Digits;

public sealed class PaperTests
{
    [Theory]
    [InlineData(255)]
    [InlineData(180)]
    public void Even_paper_has_one_level_regardless_of_its_writing(int level)
    {
        GrayImage image = Drawing.Draw(200, 14, Drawing.Seven).Map((_, _, ink) => level - (ink * 0.6));
        Assert.Equal(level, Paper.LevelOf(image));
        Assert.Equal(level, Paper.Middle(image));
    }

    /// <summary>The foot of a 2 that the lower edge cuts, beside an upright stroke at the left: ink covers 30 % of the border.</summary>
    [Fact]
    public void Even_paper_has_one_level_though_a_bar_runs_along_the_edge() =>
        Assert.Equal(
            255,
            Paper.LevelOf(new GrayImage(100, 100, new byte[100 * 100]).Map((x, y, _) => y > 94 || (x < 8 && y > 75) ? 0 : 255))
        );

    [Fact]
    public void A_shadow_along_the_edge_is_not_a_bar() =>
        Assert.Null(Paper.LevelOf(new GrayImage(100, 100, new byte[100 * 100]).Map((x, y, _) => y > 70 || (x < 8 && y > 60) ? 60 : 255)));

    [Fact]
    public void Uneven_light_has_no_level() =>
        Assert.Null(Paper.LevelOf(new GrayImage(200, 200, new byte[200 * 200]).Map((x, _, _) => 100 + (x / 2.0))));

    [Fact]
    public void A_majority_of_ink_is_not_paper() =>
        Assert.Null(Paper.LevelOf(new GrayImage(100, 100, new byte[100 * 100]).Map((x, _, _) => x < 60 ? 20 : 230)));

    /// <summary>The light without the ink is known because the test draws it.</summary>
    [Theory]
    [InlineData(0.4, 0)]
    [InlineData(0, 0.4)]
    [InlineData(0.25, 0.25)]
    public void Estimates_the_paper_under_the_ink(double across, double down)
    {
        double Light(int x, int y) => 230 * (1 - (across * x / 240) - (down * y / 240));
        GrayImage image = Drawing.Draw(240, 16, Drawing.Seven).Map((x, y, ink) => Light(x, y) * (1 - (0.7 * ink / 255)));
        GrayImage paper = Paper.Under(image);
        for (int y = 0; y < 240; y += 7)
        {
            for (int x = 0; x < 240; x += 7)
                Assert.InRange(paper[x, y], Light(x, y) - 14, Light(x, y) + 14);
        }
    }

    /// <summary>Where light ends, the paper ends: a seam between both would be read as a stroke.</summary>
    [Theory]
    [InlineData(60)]
    [InlineData(140)]
    [InlineData(190)]
    public void The_edge_of_a_shadow_has_no_seam(int edge)
    {
        GrayImage image = new GrayImage(280, 280, new byte[280 * 280]).Map((x, _, _) => x < edge ? 20 : 230);
        GrayImage paper = Paper.Under(image);
        Assert.All(Enumerable.Range(0, 280), x => Assert.InRange(paper[x, 100], image[x, 100] - 12, image[x, 100] + 12));
    }
}
