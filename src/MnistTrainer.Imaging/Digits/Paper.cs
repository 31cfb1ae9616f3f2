namespace MnistTrainer.Imaging;

/// <summary>Estimates the light paper of an image without its dark ink: one level under even light, an image otherwise.</summary>
internal static class Paper
{
    /// <summary>The side of the image in which the paper around one digit is estimated. The grain is averaged out in it.</summary>
    public const int Side = 96;

    /// <summary>
    /// The side of the image in which the paper around a number is estimated, whose digits are smaller: in a small image the edge of a shadow is wide enough to be read.
    /// </summary>
    public const int WideSide = 480;

    // A fifth of the image: wider than any stroke of a digit that fills it, narrower than most shadows.
    private const int SideOverRadius = 5;

    // Paper is even if this share of the image is within EvenSpread levels of the most common one.
    private const double EvenShare = 0.4;
    private const int EvenSpread = 4;

    // The least ink in the small image, as a share of the difference in the image, if a stroke is as thin as this, in pixels, or thicker.
    private const double LeastRemoved = 0.4;
    private const double ThinStroke = 1.5;

    // Differences from the paper up to this, of its brightness, are grain.
    private const double Grain = 0.05;

    // More of the image's border than this is another level only where the light is uneven: ink hardly reaches the border.
    private const double MostOfBorder = 0.25;

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
        return
            near >= EvenShare * dark.Pixels.Length
            && lighter < near / 50
            && new EdgeBars(dark, histogram, common, EvenSpread).ShareWithoutBars() <= MostOfBorder
            ? common
            : null;
    }

    /// <summary>The median level, which is paper if paper has to be a single level.</summary>
    public static int Middle(GrayImage dark) => Histogram.Percentile(Histogram.Of(dark.Pixels), 0.5);

    /// <summary>
    /// The paper under uneven light: a morphological closing removes everything narrower than its window and keeps wider changes of
    /// brightness. The edge of the image is extended, so that light fading toward it is followed to the end.
    /// </summary>
    /// <param name="dark">The image, dark on light.</param>
    /// <param name="side">The side of the image in which the paper is estimated.</param>
    public static GrayImage Under(GrayImage dark, int side = Side)
    {
        GrayImage small = dark.Within(side);
        int radius = Math.Max(1, Math.Max(small.Width, small.Height) / SideOverRadius);
        GrayImage wide = small.Extend(2 * radius);
        GrayImage closed = WindowFilter
            .Minimum(WindowFilter.Maximum(wide, radius), radius)
            .Crop(2 * radius, 2 * radius, small.Width, small.Height);
        GrayImage paper = WindowFilter.Mean(closed, 1).Resize(dark.Width, dark.Height);
        return WithoutSeams(paper, dark, WindowFilter.Maximum(Difference(closed, small), 1));
    }

    /// <summary>
    /// Follows the image where the small one has no ink to remove: there, the paper differs from the image at the edge of a shadow only because enlarging has blurred it, and the
    /// seam would be read as a 1.
    /// </summary>
    private static GrayImage WithoutSeams(GrayImage paper, GrayImage dark, GrayImage removed)
    {
        double least = LeastRemoved * Math.Min(1, ThinStroke * removed.Width / dark.Width);
        byte[] pixels = paper.Pixels.ToArray();
        for (int y = 0; y < dark.Height; y++)
        {
            ReadOnlySpan<byte> row = removed.Row(y * removed.Height / dark.Height);
            for (int x = 0; x < dark.Width; x++)
            {
                int place = (y * dark.Width) + x,
                    difference = Math.Abs(paper.Pixels[place] - dark.Pixels[place]);
                if (difference > Grain * paper.Pixels[place] && row[x * removed.Width / dark.Width] < least * difference)
                    pixels[place] = dark.Pixels[place];
            }
        }

        return new GrayImage(dark.Width, dark.Height, pixels);
    }

    private static GrayImage Difference(GrayImage light, GrayImage dark)
    {
        byte[] pixels = new byte[dark.Pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)(light.Pixels[i] - dark.Pixels[i]);
        return new GrayImage(dark.Width, dark.Height, pixels);
    }
}
