namespace MnistTrainer.Imaging;

/// <summary>Rotates an image upright according to its EXIF orientation.</summary>
internal static class Orientation
{
    /// <summary>The orientation of an image that is stored as it is shown.</summary>
    public const int Stored = 1;

    /// <summary>Rotates an image upright.</summary>
    /// <param name="image">The image as stored.</param>
    /// <param name="orientation">The orientation, 1 to 8 (Exif 2.3, tag 274): the sides of the scene that the first row and the first
    /// column show. Other values count as 1.</param>
    public static GrayImage Upright(GrayImage image, int orientation)
    {
        int right = image.Width - 1;
        int bottom = image.Height - 1;
        return orientation switch
        {
            2 => Rearrange(image, swap: false, (x, y) => (right - x, y)),
            3 => Rearrange(image, swap: false, (x, y) => (right - x, bottom - y)),
            4 => Rearrange(image, swap: false, (x, y) => (x, bottom - y)),
            5 => Rearrange(image, swap: true, (x, y) => (y, x)),
            6 => Rearrange(image, swap: true, (x, y) => (y, bottom - x)),
            7 => Rearrange(image, swap: true, (x, y) => (right - y, bottom - x)),
            8 => Rearrange(image, swap: true, (x, y) => (right - y, x)),
            _ => image,
        };
    }

    /// <summary>Builds an image whose pixel (x, y) is <c>source(x, y)</c> of the given one, with its sides optionally swapped.</summary>
    private static GrayImage Rearrange(GrayImage image, bool swap, Func<int, int, (int X, int Y)> source)
    {
        (int width, int height) = swap ? (image.Height, image.Width) : (image.Width, image.Height);
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                (int sourceX, int sourceY) = source(x, y);
                pixels[(y * width) + x] = image[sourceX, sourceY];
            }
        }

        return new GrayImage(width, height, pixels);
    }
}
