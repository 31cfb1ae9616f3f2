using System.Globalization;
using System.Text;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Views;

/// <summary>
/// Draws images with characters, two pixels to a character: in color as an upper half block with a shade above and one below, for terminals with
/// 256 colors, or with all colors for images in color; without color as one of five shades.
/// </summary>
internal static class DigitDrawing
{
    /// <summary>The maximum width and height of a drawing.</summary>
    public const int MaximumWidth = 64;

    private const string Shades = " ░▒▓█";

    /// <summary>Whether images of a shape can be drawn.</summary>
    public static bool CanDraw(Shape shape) =>
        shape is { Channels: 1 or 3, IsVector: false, Width: <= MaximumWidth, Height: <= MaximumWidth };

    /// <summary>Returns the lines of a drawing, each as wide as the image.</summary>
    /// <param name="pixels">Row by row, 0 for black and 255 for white; in color, the channels of a pixel next to each other.</param>
    /// <param name="shape">A shape that <see cref="CanDraw"/> accepts.</param>
    /// <param name="inColor">Whether escape sequences may be used.</param>
    public static string[] Draw(ReadOnlySpan<byte> pixels, Shape shape, bool inColor)
    {
        string[] lines = new string[(shape.Height + 1) / 2];
        StringBuilder line = new();
        for (int i = 0; i < lines.Length; i++)
        {
            int row = shape.Width * shape.Channels;
            ReadOnlySpan<byte> upper = pixels.Slice(2 * i * row, row);
            bool hasLower = (2 * i) + 1 < shape.Height;
            ReadOnlySpan<byte> lower = hasLower ? pixels.Slice(((2 * i) + 1) * row, row) : new byte[row];
            line.Clear();
            if (inColor)
                AppendBlocks(line, upper, lower, shape.Channels);
            else
                AppendShades(line, upper, lower, shape.Channels);
            lines[i] = line.ToString();
        }

        return lines;
    }

    /// <summary>Returns the lines of drawings, each under a caption, as many side by side as there is room for.</summary>
    /// <param name="drawings">The drawings.</param>
    /// <param name="width">The width of each.</param>
    /// <param name="available">The width of the terminal.</param>
    public static IEnumerable<string> SideBySide(
        IEnumerable<(string Caption, string[] Lines)> drawings,
        int width,
        int available = short.MaxValue
    )
    {
        const string gap = "  ";
        foreach ((string Caption, string[] Lines)[] row in drawings.Chunk(Math.Max(1, (available + gap.Length) / (width + gap.Length))))
        {
            yield return string.Join(gap, row.Select(drawing => CellWidth.Fit(drawing.Caption, width))).TrimEnd();
            for (int i = 0; i < row[0].Lines.Length; i++)
                yield return string.Join(gap, row.Select(drawing => drawing.Lines[i]));
        }
    }

    private static void AppendBlocks(StringBuilder line, ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int channels)
    {
        (string above, string below) = ("", "");
        for (int at = 0; at < upper.Length; at += channels)
        {
            (string nextAbove, string nextBelow) = (ColorOf(upper.Slice(at, channels)), ColorOf(lower.Slice(at, channels)));
            if ((nextAbove, nextBelow) != (above, below))
                line.Append("\e[38;").Append(nextAbove).Append(";48;").Append(nextBelow).Append('m');
            (above, below) = (nextAbove, nextBelow);
            line.Append('▀');
        }

        line.Append("\e[0m");
    }

    private static void AppendShades(StringBuilder line, ReadOnlySpan<byte> upper, ReadOnlySpan<byte> lower, int channels)
    {
        for (int at = 0; at < upper.Length; at += channels)
        {
            int sum = BrightnessOf(upper.Slice(at, channels)) + BrightnessOf(lower.Slice(at, channels));
            line.Append(Shades[((sum * (Shades.Length - 1)) + 255) / 510]);
        }
    }

    private static byte BrightnessOf(ReadOnlySpan<byte> pixel) => pixel.Length == 1 ? pixel[0] : Luminance.Of(pixel);

    private static string ColorOf(ReadOnlySpan<byte> pixel) =>
        pixel.Length == 1
            ? string.Create(CultureInfo.InvariantCulture, $"5;{ShadeOf(pixel[0])}")
            : string.Create(CultureInfo.InvariantCulture, $"2;{pixel[0]};{pixel[1]};{pixel[2]}");

    // Of the 256 colors 16 is black, 231 white, and 232 to 255 are 24 grays between.
    private static int ShadeOf(byte pixel) =>
        pixel < 5 ? 16
        : pixel > 247 ? 231
        : 232 + Math.Min(23, (pixel - 5) / 10);
}
