namespace MnistTrainer.Imaging;

/// <summary>
/// Takes the paper away: a picture in which a pixel is how much ink there is on the paper, 32 for none, 255 for the most there can
/// be, and less than 32 where the paper's grain is lighter than paper. Shadows and uneven light go with the paper.
/// </summary>
internal static class InkMap
{
    private const int NoInk = 32;
    private const int Side = 64;

    // Wider than any stroke of a digit that fills the picture, and narrower than most shadows: a fifth of the picture to either side.
    private const int SideOverRadius = 5;

    // In pictures from this size on, a mean over neighbours takes away grain and no stroke.
    private const int SideOverGrain = 400;

    // A paper darker than this shows more of the camera's noise than of light.
    private const int DarkestPaper = 32;

    /// <summary>The ink of a picture whose polarity is found by <see cref="Polarity"/>.</summary>
    public static GrayImage Of(GrayImage image)
    {
        bool isDarkOnLight = Polarity.IsDarkOnLight(image);
        GrayImage smooth = WindowFilter.Mean(image, Math.Max(image.Width, image.Height) / SideOverGrain);
        GrayImage dark = isDarkOnLight ? smooth : smooth.Invert();
        GrayImage paper = PaperOf(dark);
        byte[] ink = new byte[image.Pixels.Length];
        for (int i = 0; i < ink.Length; i++)
        {
            // Dark ink swallows a share of the light, so the share is what is even over light and shadow.
            int full = isDarkOnLight ? Math.Max(DarkestPaper, (int)paper.Pixels[i]) : 255;
            ink[i] = (byte)Math.Clamp(NoInk + ((255 - NoInk) * (paper.Pixels[i] - dark.Pixels[i]) / full), 0, 255);
        }

        return new GrayImage(image.Width, image.Height, ink);
    }

    /// <summary>
    /// The light paper as it would be without its dark ink: a morphological closing removes whatever is narrower than its window and
    /// leaves wider changes of brightness where they are.
    /// </summary>
    private static GrayImage PaperOf(GrayImage image)
    {
        GrayImage small = image.Within(Side);
        int radius = Math.Max(1, Math.Max(small.Width, small.Height) / SideOverRadius);
        GrayImage closed = WindowFilter.Minimum(WindowFilter.Maximum(small, radius), radius);
        return WindowFilter.Mean(closed, radius / 4).Resize(image.Width, image.Height);
    }
}
