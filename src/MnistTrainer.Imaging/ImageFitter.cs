namespace MnistTrainer.Imaging;

/// <summary>Brings an image of anything, a digit or not, to a network's input size as it is framed, light on dark.</summary>
public static class ImageFitter
{
    /// <summary>
    /// The image in the size given, its aspect kept: what is left over at two sides is black. Where its corners are light it is turned
    /// to its negative. An image of that size with dark corners stays as it is.
    /// </summary>
    /// <param name="image">Of any size.</param>
    /// <param name="height">Rows of the result, at least 1.</param>
    /// <param name="width">Columns of the result, at least 1.</param>
    public static GrayImage Fit(GrayImage image, int height, int width)
    {
        ArgumentNullException.ThrowIfNull(image);
        double scale = Math.Min((double)height / image.Height, (double)width / image.Width);
        int fittedHeight = Math.Clamp((int)Math.Round(image.Height * scale), 1, height);
        int fittedWidth = Math.Clamp((int)Math.Round(image.Width * scale), 1, width);
        GrayImage light = Polarity.HasLightCorners(image) ? image.Invert() : image;
        GrayImage fitted = light.Resize(fittedWidth, fittedHeight);
        return fitted.PlaceOn(width, height, (width - fittedWidth) / 2, (height - fittedHeight) / 2);
    }
}
