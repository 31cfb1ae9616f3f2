namespace MnistTrainer.Imaging;

/// <summary>
/// A color image: red, green, blue and alpha, one byte each, row by row from the top left. Colors are not premultiplied by alpha.
/// </summary>
public sealed class ColorImage
{
    /// <summary>The number of bytes per pixel.</summary>
    public const int Channels = 4;

    private const int Colors = 3;

    private readonly byte[] _pixels;

    /// <summary>Wraps pixels without copying them; the caller must not change them afterward.</summary>
    /// <param name="width">The number of columns, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="pixels">Four bytes per pixel: red, green, blue, alpha.</param>
    /// <exception cref="ArgumentException">A side is less than 1, or the number of bytes is not four times the product of the
    /// sides.</exception>
    public ColorImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.LongLength, (long)width * height * Channels, nameof(pixels));
        Width = width;
        Height = height;
        _pixels = pixels;
    }

    /// <summary>The number of columns.</summary>
    public int Width { get; }

    /// <summary>The number of rows.</summary>
    public int Height { get; }

    /// <summary>All pixels, row by row.</summary>
    public ReadOnlySpan<byte> Pixels => _pixels;

    /// <summary>Returns red, green and blue of each pixel next to each other, row by row, without alpha: the values that a network of 3 channels takes.</summary>
    public byte[] ToChannels()
    {
        byte[] values = new byte[Width * Height * Colors];
        for (int i = 0; i < Width * Height; i++)
            _pixels.AsSpan(i * Channels, Colors).CopyTo(values.AsSpan(i * Colors));
        return values;
    }

    /// <summary>Applies a change to red, green and blue, each as a gray image. The result is opaque.</summary>
    /// <param name="change">The change, which must return images of one size.</param>
    internal ColorImage MapColors(Func<GrayImage, GrayImage> change)
    {
        GrayImage[] colors = [.. Enumerable.Range(0, Colors).Select(color => change(Color(color)))];
        byte[] pixels = new byte[colors[0].Pixels.Length * Channels];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = i % Channels < Colors ? colors[i % Channels].Pixels[i / Channels] : byte.MaxValue;
        return new ColorImage(colors[0].Width, colors[0].Height, pixels);
    }

    private GrayImage Color(int color)
    {
        byte[] levels = new byte[Width * Height];
        for (int i = 0; i < levels.Length; i++)
            levels[i] = _pixels[(i * Channels) + color];
        return new GrayImage(Width, Height, levels);
    }

    /// <summary>Returns the same image without colors and alpha; null if a pixel has a color or is not opaque.</summary>
    internal GrayImage? ToGray()
    {
        byte[] gray = new byte[Width * Height];
        for (int i = 0; i < gray.Length; i++)
        {
            if (
                _pixels.AsSpan(i * Channels, Channels) is not [var red, var green, var blue, byte.MaxValue]
                || red != green
                || green != blue
            )
                return null;
            gray[i] = red;
        }

        return new GrayImage(Width, Height, gray);
    }
}
