namespace MnistTrainer.Imaging;

/// <summary>
/// Lays paper under an image with transparent parts, so that no color that hides there is seen. Where most of the image is transparent,
/// what is not is ink, and the paper is white or black, whichever differs more from it. Where little is, it is a hole in what is seen, and
/// the paper has the color of the most of it.
/// </summary>
internal static class PaperUnderneath
{
    // The share of the image that is seen from which on it is an image with its paper, and not ink alone.
    private const double MostlySeen = 0.5;

    // Ink from this brightness on is seen better on black than on white, given how screens and eyes work.
    private const int Light = 160;

    // Brightness between its twentieth and its nineteenth twentieth: below this, what is seen is of one color.
    private const int OneColor = 48;

    /// <summary>The image, opaque.</summary>
    public static ColorImage Lay(ColorImage image)
    {
        ReadOnlySpan<byte> pixels = image.Pixels;
        return IsOpaque(pixels) ? image : Over(image, PaperOf(pixels));
    }

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
        // Counted by alpha, so that a faint image has a brightness, too.
        int[] histogram = new int[256];
        for (int i = 0; i < pixels.Length; i += ColorImage.Channels)
            histogram[Luminance.Of(pixels[i..])] += pixels[i + 3];
        double seen = histogram.Sum() / (255.0 * (pixels.Length / ColorImage.Channels));
        int middle = Histogram.Percentile(histogram, 0.5);
        bool isInkAlone = seen < MostlySeen || Histogram.Percentile(histogram, 0.95) - Histogram.Percentile(histogram, 0.05) < OneColor;
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
