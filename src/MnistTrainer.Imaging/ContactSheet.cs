namespace MnistTrainer.Imaging;

/// <summary>Many small pictures in one: a grid, row by row, with a line of grey between them.</summary>
public static class ContactSheet
{
    private const byte Line = 96;

    /// <summary>Lays out pictures of one size.</summary>
    /// <param name="pictures">At least one.</param>
    /// <param name="columns">Pictures side by side, at least 1.</param>
    /// <exception cref="ArgumentException">There are no pictures, or they differ in size.</exception>
    public static GrayImage Of(IReadOnlyList<GrayImage> pictures, int columns)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentOutOfRangeException.ThrowIfLessThan(pictures.Count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        (int width, int height) = (pictures[0].Width, pictures[0].Height);
        if (pictures.Any(picture => picture.Width != width || picture.Height != height))
            throw new ArgumentException("Pictures on one sheet have one size.", nameof(pictures));

        int rows = (pictures.Count + columns - 1) / columns;
        int sheetWidth = (columns * (width + 1)) - 1;
        int sheetHeight = (rows * (height + 1)) - 1;
        byte[] sheet = new byte[sheetWidth * sheetHeight];
        Array.Fill(sheet, Line);
        for (int i = 0; i < pictures.Count; i++)
        {
            int start = (i / columns * (height + 1) * sheetWidth) + (i % columns * (width + 1));
            for (int y = 0; y < height; y++)
                pictures[i].Row(y).CopyTo(sheet.AsSpan(start + (y * sheetWidth)));
        }

        return new GrayImage(sheetWidth, sheetHeight, sheet);
    }
}
