namespace MnistTrainer.Imaging;

/// <summary>Combines many small images into a grid, row by row, with gray lines between them.</summary>
public static class ContactSheet
{
    private const byte Line = 96;

    /// <summary>Lays out images of the same size.</summary>
    /// <param name="images">The images, at least one.</param>
    /// <param name="columns">The number of images per row, at least 1.</param>
    /// <exception cref="ArgumentException">There are no images, or they differ in size.</exception>
    public static GrayImage Of(IReadOnlyList<GrayImage> images, int columns)
    {
        ArgumentNullException.ThrowIfNull(images);
        ArgumentOutOfRangeException.ThrowIfLessThan(images.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (int width, int height) = (images[0].Width, images[0].Height);
        if (images.Any(image => image.Width != width || image.Height != height))
            throw new ArgumentException("All images on a sheet must have the same size.", nameof(images));

        int rows = (images.Count + columns - 1) / columns;
        int sheetWidth = (columns * (width + 1)) - 1;
        int sheetHeight = (rows * (height + 1)) - 1;
        byte[] sheet = new byte[sheetWidth * sheetHeight];
        Array.Fill(sheet, Line);
        for (int i = 0; i < images.Count; i++)
        {
            int start = (i / columns * (height + 1) * sheetWidth) + (i % columns * (width + 1));
            for (int y = 0; y < height; y++)
                images[i].Row(y).CopyTo(sheet.AsSpan(start + (y * sheetWidth)));
        }

        return new GrayImage(sheetWidth, sheetHeight, sheet);
    }
}
