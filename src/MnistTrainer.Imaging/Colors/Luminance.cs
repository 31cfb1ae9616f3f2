namespace MnistTrainer.Imaging;

/// <summary>The perceived brightness of a color, by the weights of ITU-R BT.601.</summary>
public static class Luminance
{
    /// <summary>The brightness of the red, green and blue at the start of <paramref name="color"/>, 0 to 255.</summary>
    /// <param name="color">At least three bytes.</param>
    public static byte Of(ReadOnlySpan<byte> color) => (byte)(((299 * color[0]) + (587 * color[1]) + (114 * color[2]) + 500) / 1000);

    /// <summary>The brightness of each pixel, ignoring alpha.</summary>
    /// <param name="image">The image.</param>
    public static GrayImage Of(ColorImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        ReadOnlySpan<byte> colors = image.Pixels;
        byte[] pixels = new byte[image.Width * image.Height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Of(colors.Slice(i * ColorImage.Channels, 3));
        return new GrayImage(image.Width, image.Height, pixels);
    }
}
