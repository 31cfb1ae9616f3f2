namespace MnistTrainer.Imaging;

/// <summary>
/// Composes an image with transparent parts over paper, so that colors hidden under full transparency do not show. If most of the image is
/// transparent, the rest is ink, and the paper is white or black, whichever contrasts more. If little is, the paper takes the most common
/// brightness of the rest.
/// </summary>
internal static class PaperUnderneath
{
    // From this share of opaque area on, the image includes its paper and is not ink alone.
    private const double MostlyOpaque = 0.5;

    // Ink of this brightness or more stands out better on black than on white, given how screens and eyes work.
    private const int Light = 160;

    // Below this difference between the 5th and the 95th percentile of brightness, the opaque part has a single color.
    private const int SingleColor = 48;

    /// <summary>Returns the image as an opaque one.</summary>
    public static ColorImage Lay(ColorImage image)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        return IsOpaque(pixels) ? image : Over(image, PaperOf(pixels));
    }

    /// <summary>Returns an image with white underneath, as an opaque one.</summary>
    public static ColorImage LayWhite(ColorImage image) => IsOpaque(image.Pixels) ? image : Over(image, byte.MaxValue);

    private static bool IsOpaque(ReadOnlySpan<byte> pixels)
    {
        for (int i = 3; i < pixels.Length; i += ColorImage.Channels)
        {
            if (pixels[i] != 255)
                return false;
        }

        return true;
    }

    /// <summary>The brightness of the paper.</summary>
    private static int PaperOf(ReadOnlySpan<byte> pixels)
    {
        // Weighted by alpha, so that a faint image has a brightness too.
        int[] histogram = new int[256];
        for (int i = 0; i < pixels.Length; i += ColorImage.Channels)
            histogram[Luminance.Of(pixels[i..])] += pixels[i + 3];
        double opaque = histogram.Sum() / (255.0 * (pixels.Length / ColorImage.Channels));
        int middle = Histogram.Percentile(histogram, 0.5);
        bool isInkAlone =
            opaque < MostlyOpaque || Histogram.Percentile(histogram, 0.95) - Histogram.Percentile(histogram, 0.05) < SingleColor;
        return !isInkAlone ? middle
            : middle < Light ? 255
            : 0;
    }

    private static ColorImage Over(ColorImage image, int paper)
    {
        byte[] pixels = image.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i += ColorImage.Channels)
        {
            int alpha = pixels[i + 3];
            for (int channel = 0; channel < 3; channel++)
                pixels[i + channel] = (byte)(((pixels[i + channel] * alpha) + (paper * (255 - alpha)) + 127) / 255);
            pixels[i + 3] = 255;
        }

        return new ColorImage(image.Width, image.Height, pixels);
    }
}
