namespace MnistTrainer.Imaging;

/// <summary>Turns an image upright as its EXIF orientation says, which tells where a camera was held.</summary>
internal static class Orientation
{
    /// <param name="image">As it is stored.</param>
    /// <param name="orientation">1 to 8 (Exif 2.3, tag 274): which side of the scene the first row and the first column are; others as 1.</param>
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

    /// <summary>An image whose pixel (x, y) is the given one's pixel <c>source(x, y)</c>, its sides swapped if told.</summary>
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
