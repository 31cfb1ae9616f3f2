namespace MnistTrainer.Imaging;

/// <summary>The light paper of an image as it would be without its dark ink: one level where light is even, an image where it is not.</summary>
internal static class Paper
{
    private const int Side = 96;

    // Wider than any stroke of a digit that fills the image, and narrower than most shadows: a fifth of the image to either side.
    private const int SideOverRadius = 5;

    // Paper is even if so large a share of the image is within so many levels of its commonest.
    private const double EvenShare = 0.4;
    private const int EvenSpread = 4;

    /// <summary>The one level of even paper, as a drawing program or a flat scan gives it; null where there is no such level.</summary>
    public static int? LevelOf(GrayImage dark)
    {
        int[] histogram = Histogram.Of(dark.Pixels);
        int common = Array.IndexOf(histogram, histogram.Max());
        int near = 0;
        int lighter = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            near += Math.Abs(level - common) <= EvenSpread ? histogram[level] : 0;
            lighter += level > common + EvenSpread ? histogram[level] : 0;
        }

        // What is lighter than paper is no paper: then the commonest level is the ink of a fat pen, or light is uneven.
        return near >= EvenShare * dark.Pixels.Length && lighter < near / 50 ? common : null;
    }

    /// <summary>The level above which the lighter half of the image is: paper, if it has to be one level.</summary>
    public static int Middle(GrayImage dark) => Histogram.Percentile(Histogram.Of(dark.Pixels), 0.5);

    /// <summary>
    /// The paper of uneven light: a morphological closing removes whatever is narrower than its window and leaves wider changes of
    /// brightness where they are. Around the image its edge goes on, so that light which fades towards it is followed to the end.
    /// </summary>
    public static GrayImage Under(GrayImage dark)
    {
        GrayImage small = dark.Within(Side);
        int radius = Math.Max(1, Math.Max(small.Width, small.Height) / SideOverRadius);
        GrayImage wide = small.Extend(2 * radius);
        GrayImage closed = WindowFilter
            .Minimum(WindowFilter.Maximum(wide, radius), radius)
            .Crop(2 * radius, 2 * radius, small.Width, small.Height);
        return WindowFilter.Mean(closed, 1).Resize(dark.Width, dark.Height);
    }
}
