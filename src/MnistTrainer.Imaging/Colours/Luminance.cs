namespace MnistTrainer.Imaging;

/// <summary>How bright a colour looks, by the weights of ITU-R BT.601.</summary>
internal static class Luminance
{
    /// <summary>The brightness of the red, green and blue at the start of <paramref name="colour"/>, 0 to 255.</summary>
    public static byte Of(ReadOnlySpan<byte> colour) => (byte)(((299 * colour[0]) + (587 * colour[1]) + (114 * colour[2]) + 500) / 1000);

    /// <summary>The brightness of each pixel.</summary>
    public static GrayImage Of(ColourImage image)
    {
        ReadOnlySpan<byte> colours = image.Pixels;
        byte[] pixels = new byte[image.Width * image.Height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = Of(colours.Slice(i * ColourImage.Channels, 3));
        return new GrayImage(image.Width, image.Height, pixels);
    }
}
