namespace MnistTrainer.Imaging;

/// <summary>
/// A gray image: one byte per pixel, row by row from the top left. The value of a pixel is its brightness on the screen, 0 for black and 255 for white.
/// A digit in MNIST's frame is white on black, so its pixel values are also the amount of ink: 0 for paper, 255 for full ink.
/// </summary>
public sealed class GrayImage
{
    private readonly byte[] _pixels;

    /// <summary>Wraps pixels without copying them; the caller must not change them afterward.</summary>
    /// <param name="width">The number of columns, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="pixels"><paramref name="width"/> times <paramref name="height"/> bytes, row by row.</param>
    /// <exception cref="ArgumentException">A side is less than 1, or the number of pixels is not the product of the sides.</exception>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.LongLength, (long)width * height, nameof(pixels));
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

    /// <summary>The pixel in column <paramref name="x"/> and row <paramref name="y"/>, both zero-based.</summary>
    public byte this[int x, int y] => Row(y)[x];

    /// <summary>The pixels of row <paramref name="y"/>, from 0 to <c>Height - 1</c>.</summary>
    public ReadOnlySpan<byte> Row(int y) => _pixels.AsSpan(y * Width, Width);

    /// <summary>Inverts the image: black becomes white and white black.</summary>
    public GrayImage Invert() => Map(pixel => (byte)(255 - pixel));

    /// <summary>
    /// Resizes the image: by area averaging along a side that shrinks, by linear interpolation along a side that grows.
    /// </summary>
    /// <param name="width">The number of columns, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    public GrayImage Resize(int width, int height) => Resampler.Resize(this, width, height);

    /// <summary>
    /// Shrinks the image in proportion until its longer side is at most <paramref name="side"/>; a smaller image is returned unchanged.
    /// </summary>
    /// <param name="side">The maximum length of a side in pixels, at least 1.</param>
    public GrayImage Within(int side)
    {
        double scale = (double)side / Math.Max(Width, Height);
        return scale >= 1 ? this : Resize(Scaled(Width, scale), Scaled(Height, scale));

        static int Scaled(int length, double scale) => Math.Max(1, (int)Math.Round(length * scale));
    }

    /// <summary>Maps each gray level to another one.</summary>
    internal GrayImage Map(Func<byte, byte> change)
    {
        byte[] changed = new byte[256];
        for (int level = 0; level < changed.Length; level++)
            changed[level] = change((byte)level);
        byte[] pixels = new byte[_pixels.Length];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = changed[_pixels[i]];
        return new GrayImage(Width, Height, pixels);
    }

    /// <summary>Transposes the image: swaps rows and columns.</summary>
    internal GrayImage Transpose()
    {
        byte[] pixels = new byte[_pixels.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                pixels[(x * Height) + y] = _pixels[(y * Width) + x];
        }

        return new GrayImage(Height, Width, pixels);
    }

    /// <summary>Places the image on a larger black one, with its top left corner at the given position.</summary>
    internal GrayImage PlaceOn(int width, int height, int left, int top)
    {
        byte[] pixels = new byte[width * height];
        for (int y = 0; y < Height; y++)
            Row(y).CopyTo(pixels.AsSpan(((top + y) * width) + left, Width));
        return new GrayImage(width, height, pixels);
    }

    /// <summary>Extends the image by repeating its edge for <paramref name="margin"/> pixels on every side.</summary>
    internal GrayImage Extend(int margin)
    {
        int width = Width + (2 * margin);
        byte[] pixels = new byte[width * (Height + (2 * margin))];
        for (int y = 0; y < Height + (2 * margin); y++)
        {
            ReadOnlySpan<byte> row = Row(Math.Clamp(y - margin, 0, Height - 1));
            Span<byte> target = pixels.AsSpan(y * width, width);
            target[..margin].Fill(row[0]);
            row.CopyTo(target[margin..]);
            target[(margin + Width)..].Fill(row[^1]);
        }

        return new GrayImage(width, Height + (2 * margin), pixels);
    }

    /// <summary>Returns the part of the image inside a rectangle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or not entirely inside the image.</exception>
    internal GrayImage Crop(int left, int top, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(left + width, Width, nameof(width));
        byte[] cropped = new byte[width * height];
        for (int y = 0; y < height; y++)
            Row(top + y).Slice(left, width).CopyTo(cropped.AsSpan(y * width));
        return new GrayImage(width, height, cropped);
    }
}
