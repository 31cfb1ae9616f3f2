namespace MnistTrainer.Imaging;

/// <summary>Resizes an image of any subject to the input size of a network: in gray, light on dark, or in color.</summary>
public static class ImageFitter
{
    /// <summary>
    /// Resizes an image with its aspect ratio preserved and black bars on two sides. An image with light corners is inverted. An image of the
    /// requested size with dark corners is returned unchanged.
    /// </summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="height">The number of rows of the result, at least 1.</param>
    /// <param name="width">The number of columns of the result, at least 1.</param>
    public static GrayImage Fit(GrayImage image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Place(Polarity.HasLightCorners(image) ? image.Invert() : image, height, width);
    }

    /// <summary>
    /// Resizes an image in color with its aspect ratio preserved and black bars on two sides. Light and dark are not swapped. Transparent pixels
    /// become white.
    /// </summary>
    /// <param name="image">An image of any size.</param>
    /// <param name="height">The number of rows of the result, at least 1.</param>
    /// <param name="width">The number of columns of the result, at least 1.</param>
    public static ColorImage Fit(ColorImage image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        return PaperUnderneath.LayWhite(image).MapColors(color => Place(color, height, width));
    }

    private static GrayImage Place(GrayImage image, int height, int width)
    {
        double scale = Math.Min((double)height / image.Height, (double)width / image.Width);
        int fittedHeight = Math.Clamp((int)Math.Round(image.Height * scale), 1, height);
        int fittedWidth = Math.Clamp((int)Math.Round(image.Width * scale), 1, width);
        return image.Resize(fittedWidth, fittedHeight).PlaceOn(width, height, (width - fittedWidth) / 2, (height - fittedHeight) / 2);
    }
}
