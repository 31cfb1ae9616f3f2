namespace MnistTrainer.Imaging;

/// <summary>
/// Separates ink from paper. A pixel of the result is the amount of ink on the paper: 32 for none, 255 for the most possible, and less than
/// 32 where the grain is lighter than the paper. Shadows and uneven light are removed together with the paper.
/// </summary>
internal static class InkMap
{
    private const int NoInk = 32;

    // In paper darker than this, the camera's noise exceeds the light.
    private const int DarkestPaper = 32;

    /// <summary>Extracts the ink of an image.</summary>
    /// <param name="image">The image.</param>
    /// <param name="isDarkOnLight">Whether ink is darker than paper.</param>
    /// <param name="hasEvenLight">Whether to assume that the paper has one brightness. Default: false.</param>
    /// <param name="side">The side of the image in which the paper is estimated. Default: <see cref="Paper.Side"/>.</param>
    public static GrayImage Of(GrayImage image, bool isDarkOnLight, bool hasEvenLight = false, int side = Paper.Side)
    {
        GrayImage dark = isDarkOnLight ? image : image.Invert();
        int? level = Paper.LevelOf(dark) ?? (hasEvenLight ? Paper.Middle(dark) : null);
        return level is { } even
            ? dark.Map(value => Ink(even, value, isDarkOnLight))
            : OnPaper(dark, Paper.Under(dark, side), isDarkOnLight);
    }

    private static GrayImage OnPaper(GrayImage dark, GrayImage paper, bool isDarkOnLight)
    {
        byte[] ink = new byte[dark.Pixels.Length];
        for (int i = 0; i < ink.Length; i++)
            ink[i] = Ink(paper.Pixels[i], dark.Pixels[i], isDarkOnLight);
        return new GrayImage(dark.Width, dark.Height, ink);
    }

    /// <summary>
    /// Dark ink absorbs a share of the light, so the share is what light and shadow leave unchanged. Light ink adds to the light.
    /// </summary>
    private static byte Ink(int paper, int value, bool isDarkOnLight)
    {
        int full = isDarkOnLight ? Math.Max(DarkestPaper, paper) : 255;
        return (byte)Math.Clamp(NoInk + ((255 - NoInk) * (paper - value) / full), 0, 255);
    }
}
