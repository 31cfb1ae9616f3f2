namespace MnistTrainer.Imaging;

/// <summary>
/// Builds a color image row by row, shrunk on the way by the smallest whole factor that brings its longer side within a limit: each pixel
/// becomes the mean of a square, weighted by alpha. Remaining rows and columns at the bottom and the right are dropped.
/// </summary>
internal sealed class PixelRows
{
    private readonly int _factor;
    private readonly int _columnsPerPixel;
    private readonly int _rowsPerPixel;
    private readonly int _width;
    private readonly int _height;
    private readonly byte[] _pixels;
    private readonly int[] _sums;
    private int _rows;

    /// <summary>Creates the builder.</summary>
    /// <param name="width">The number of columns of the rows, at least 1.</param>
    /// <param name="height">The number of rows, at least 1.</param>
    /// <param name="side">The maximum length of a side of the image, at least 1.</param>
    public PixelRows(int width, int height, int side)
    {
        _factor = Factor(width, height, side);
        _width = Math.Max(1, width / _factor);
        _height = Math.Max(1, height / _factor);

        // A thin image has fewer rows or columns than the factor.
        (_columnsPerPixel, _rowsPerPixel) = (Math.Min(_factor, width), Math.Min(_factor, height));
        _pixels = new byte[_width * _height * ColorImage.Channels];
        _sums = _factor == 1 ? [] : new int[_width * ColorImage.Channels];
    }

    /// <summary>The factor by which an image is shrunk.</summary>
    public static int Factor(int width, int height, int side) => (Math.Max(width, height) + side - 1) / side;

    /// <summary>Adds the next row.</summary>
    /// <param name="row">Red, green, blue and alpha of each pixel.</param>
    public void Add(ReadOnlySpan<byte> row)
    {
        (int y, int inside) = Math.DivRem(_rows++, _rowsPerPixel);
        if (y >= _height)
            return;
        Span<byte> target = _pixels.AsSpan(y * _width * ColorImage.Channels, _width * ColorImage.Channels);
        if (_factor == 1)
        {
            row.CopyTo(target);
            return;
        }

        if (inside == 0)
            Array.Clear(_sums);
        AddToSums(row);
        if (inside == _rowsPerPixel - 1)
            Average(target);
    }

    /// <summary>The image of all rows added.</summary>
    public ColorImage ToImage() => new(_width, _height, _pixels);

    private void AddToSums(ReadOnlySpan<byte> row)
    {
        int source = 0;
        for (int target = 0; target < _sums.Length; target += ColorImage.Channels)
        {
            (int red, int green, int blue, int all) = (0, 0, 0, 0);
            for (int i = 0; i < _columnsPerPixel; i++, source += ColorImage.Channels)
            {
                int alpha = row[source + 3];
                red += row[source] * alpha;
                green += row[source + 1] * alpha;
                blue += row[source + 2] * alpha;
                all += alpha;
            }

            _sums[target] += red;
            _sums[target + 1] += green;
            _sums[target + 2] += blue;
            _sums[target + 3] += all;
        }
    }

    private void Average(Span<byte> pixels)
    {
        int count = _rowsPerPixel * _columnsPerPixel;
        for (int i = 0; i < pixels.Length; i += ColorImage.Channels)
        {
            int alpha = _sums[i + 3];
            for (int channel = 0; channel < 3 && alpha > 0; channel++)
                pixels[i + channel] = (byte)((_sums[i + channel] + (alpha / 2)) / alpha);
            pixels[i + 3] = (byte)((alpha + (count / 2)) / count);
        }
    }
}
