namespace MnistTrainer.Imaging;

/// <summary>Combines many small images into a grid, row by row, with gray lines between them.</summary>
public static class ContactSheet
{
    /// <summary>The maximum number of images that <see cref="CapacityFor"/> returns: 256.</summary>
    public const int MaximumImages = 256;

    // Visible beside mid-gray as well as beside black.
    private const byte Line = 64;

    // Large images have lines in proportion.
    private const int SidePerLinePixel = 28;

    // A filter of 3x3 is visible, and 16 times 16 images still fit on a screen.
    private const int PreferredSide = 84;

    // Of all images together, so that large ones take no more memory than many small ones.
    private const long MaximumPixels = 1 << 23;

    /// <summary>Lays out images of the same size.</summary>
    /// <param name="images">The images, at least one.</param>
    /// <param name="columns">The number of images per row, at least 1.</param>
    /// <exception cref="ArgumentException">There are no images, or they differ in size.</exception>
    public static ColorImage Of(IReadOnlyList<ColorImage> images, int columns)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(images.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (int width, int height) = (images[0].Width, images[0].Height);
        if (images.Any(image => image.Width != width || image.Height != height))
            throw new ArgumentException("All images on a sheet must have the same size.", nameof(images));

        int rows = (images.Count + columns - 1) / columns,
            line = Math.Max(1, Math.Min(width, height) / SidePerLinePixel),
            sheetWidth = (columns * (width + line)) - line,
            sheetHeight = (rows * (height + line)) - line,
            rowBytes = width * ColorImage.Channels;
        byte[] sheet = Lines(checked(sheetWidth * sheetHeight));
        for (int i = 0; i < images.Count; i++)
        {
            int first = (i / columns * (height + line) * sheetWidth) + (i % columns * (width + line));
            for (int y = 0; y < height; y++)
                images[i].Pixels.Slice(y * rowBytes, rowBytes).CopyTo(sheet.AsSpan((first + (y * sheetWidth)) * ColorImage.Channels));
        }

        return new ColorImage(sheetWidth, sheetHeight, sheet);
    }

    /// <summary>The number of images per row that makes a sheet of square images about square.</summary>
    /// <param name="count">The number of images, at least 1.</param>
    public static int SquareColumns(int count) => (int)Math.Ceiling(Math.Sqrt(count));

    /// <summary>The recommended enlargement of small images: the side of the square that a pixel becomes.</summary>
    /// <param name="width">The number of columns of the image, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    public static int EnlargementOf(int width, int height) => Math.Max(1, PreferredSide / Math.Max(width, height));

    /// <summary>The recommended maximum number of images of a size on a sheet, from 1 to <see cref="MaximumImages"/>.</summary>
    /// <param name="pixels">The number of pixels of each image, at least 1.</param>
    public static int CapacityFor(long pixels) => (int)Math.Clamp(MaximumPixels / pixels, 1, MaximumImages);

    private static byte[] Lines(int pixels)
    {
        byte[] lines = new byte[checked(pixels * ColorImage.Channels)];
        Array.Fill(lines, Line);
        for (int alpha = ColorImage.Channels - 1; alpha < lines.Length; alpha += ColorImage.Channels)
            lines[alpha] = byte.MaxValue;
        return lines;
    }
}
