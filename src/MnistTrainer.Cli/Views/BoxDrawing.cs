using MnistTrainer.Imaging;

namespace MnistTrainer.Cli.Views;

/// <summary>Draws boxes on an image.</summary>
internal static class BoxDrawing
{
    private const byte OnLight = 110;
    private const byte OnDark = 150;

    // Visible at any image size.
    private const int WidthOverLine = 300;

    /// <summary>Returns the image with boxes drawn around their contents, shrunk to a maximum width.</summary>
    /// <param name="image">The image.</param>
    /// <param name="boxes">The boxes in pixels of the image.</param>
    /// <param name="width">The maximum width in pixels, at least 1.</param>
    public static GrayImage Draw(GrayImage image, IEnumerable<ImageBox> boxes, int width)
    {
        double scale = Math.Min(1, (double)width / image.Width);
        GrayImage drawn = scale < 1 ? image.Resize(width, Math.Max(1, (int)Math.Round(image.Height * scale))) : image;
        byte[] pixels = drawn.Pixels.ToArray();
        byte color = Polarity.IsDarkOnLight(image) ? OnLight : OnDark;
        int line = Math.Max(1, drawn.Width / WidthOverLine);
        foreach (ImageBox box in boxes)
        {
            (int left, int top) = ((int)(box.Left * scale) - line, (int)(box.Top * scale) - line);
            (int right, int bottom) = ((int)Math.Ceiling(box.Right * scale) + line, (int)Math.Ceiling(box.Bottom * scale) + line);
            for (int y = Math.Max(0, top); y < Math.Min(drawn.Height, bottom); y++)
            {
                for (int x = Math.Max(0, left); x < Math.Min(drawn.Width, right); x++)
                {
                    if (x < left + line || x >= right - line || y < top + line || y >= bottom - line)
                        pixels[(y * drawn.Width) + x] = color;
                }
            }
        }

        return new GrayImage(drawn.Width, drawn.Height, pixels);
    }
}
