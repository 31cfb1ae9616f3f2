namespace MnistTrainer.Imaging;

/// <summary>
/// Takes the paper away: an image in which a pixel is how much ink there is on the paper, 32 for none, 255 for the most there can
/// be, and less than 32 where the paper's grain is lighter than paper. Shadows and uneven light go with the paper.
/// </summary>
internal static class InkMap
{
    private const int NoInk = 32;

    // A paper darker than this shows more of the camera's noise than of light.
    private const int DarkestPaper = 32;

    /// <summary>The ink of an image.</summary>
    /// <param name="image">Of any polarity.</param>
    /// <param name="isDarkOnLight">Its polarity.</param>
    /// <param name="stages">Of which light and noise are looked at.</param>
    public static GrayImage Of(GrayImage image, bool isDarkOnLight, ImageStages stages = ImageStages.All)
    {
        GrayImage smooth = stages.HasFlag(ImageStages.Noise) ? WindowFilter.Mean(image, Grain.RadiusOf(image)) : image;
        GrayImage dark = isDarkOnLight ? smooth : smooth.Invert();
        int? level = Paper.LevelOf(dark) ?? (stages.HasFlag(ImageStages.Light) ? null : Paper.Middle(dark));
        return level is { } even ? dark.Map(value => Ink(even, value, isDarkOnLight)) : OnPaper(dark, Paper.Under(dark), isDarkOnLight);
    }

    private static GrayImage OnPaper(GrayImage dark, GrayImage paper, bool isDarkOnLight)
    {
        byte[] ink = new byte[dark.Pixels.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = Ink(paper.Pixels[i], dark.Pixels[i], isDarkOnLight);
        return new GrayImage(dark.Width, dark.Height, ink);
    }

    /// <summary>Dark ink swallows a share of the light, so the share is what is even over light and shadow. Light ink adds to it.</summary>
    private static byte Ink(int paper, int value, bool isDarkOnLight)
    {
        int full = isDarkOnLight ? Math.Max(DarkestPaper, paper) : 255;
        return (byte)Math.Clamp(NoInk + ((255 - NoInk) * (paper - value) / full), 0, 255);
    }
}
