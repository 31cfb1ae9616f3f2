namespace MnistTrainer.Imaging;

/// <summary>Estimates the light paper of an image without its dark ink: one level under even light, an image otherwise.</summary>
internal static class Paper
{
    private const int Side = 96;

    // A fifth of the image: wider than any stroke of a digit that fills it, narrower than most shadows.
    private const int SideOverRadius = 5;

    // Paper is even if this share of the image is within EvenSpread levels of the most common one.
    private const double EvenShare = 0.4;
    private const int EvenSpread = 4;

    /// <summary>The level of even paper, as in a drawing program or a flat scan; null if there is none.</summary>
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

        // Nothing is lighter than paper: otherwise the most common level is the ink of a thick pen, or the light is uneven.
        return near >= EvenShare * dark.Pixels.Length && lighter < near / 50 ? common : null;
    }

    /// <summary>The median level, which is paper if paper has to be a single level.</summary>
    public static int Middle(GrayImage dark) => Histogram.Percentile(Histogram.Of(dark.Pixels), 0.5);

    /// <summary>
    /// The paper under uneven light: a morphological closing removes everything narrower than its window and keeps wider changes of
    /// brightness. The edge of the image is extended, so that light fading toward it is followed to the end.
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
