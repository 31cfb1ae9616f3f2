namespace MnistTrainer.Data;

/// <summary>Which of a pixel's neighbors counts.</summary>
internal enum Extreme
{
    /// <summary>The darkest: ink spreads.</summary>
    Largest,

    /// <summary>The lightest: ink recedes.</summary>
    Smallest,
}

/// <summary>Changes of an image in which a pixel sees its neighbors. Beyond the edge is paper. It holds working memory for one thread.</summary>
internal sealed class InkNeighborhood(int height, int width)
{
    private readonly int _stride = width + 2;
    private readonly byte[] _bordered = new byte[checked((height + 2) * (width + 2))];

    /// <summary>Mixes the image with its maximum or minimum over each pixel and its four neighbors.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="extreme">Which one.</param>
    /// <param name="share">How much of it, 0 to 1.</param>
    public void Mix(Span<byte> image, Extreme extreme, float share)
    {
        int part = (int)(share * 256);
        if (part == 0)
            return;
        CopyIntoBorder(image);
        for (int row = 0; row < height; row++)
        {
            Span<byte> line = image.Slice(row * width, width);
            ReadOnlySpan<byte> above = Row(row - 1)[1..],
                middle = Row(row),
                below = Row(row + 1)[1..];
            for (int column = 0; column < line.Length; column++)
            {
                int found =
                    extreme == Extreme.Largest
                        ? Math.Max(
                            Math.Max(Math.Max(middle[column], middle[column + 2]), Math.Max(above[column], below[column])),
                            middle[column + 1]
                        )
                        : Math.Min(
                            Math.Min(Math.Min(middle[column], middle[column + 2]), Math.Min(above[column], below[column])),
                            middle[column + 1]
                        );
                line[column] = (byte)(((line[column] * (256 - part)) + (found * part) + 128) >> 8);
            }
        }
    }

    /// <summary>Mixes the image with its mean over 3x3 pixels, weighted 1 2 1 in each direction.</summary>
    /// <param name="image">Changed in place.</param>
    /// <param name="share">How much of it, 0 to 1.</param>
    public void Blur(Span<byte> image, float share)
    {
        int part = (int)(share * 256);
        if (part == 0)
            return;
        CopyIntoBorder(image);
        for (int row = 0; row < height; row++)
        {
            Span<byte> line = image.Slice(row * width, width);
            ReadOnlySpan<byte> above = Row(row - 1),
                middle = Row(row),
                below = Row(row + 1);
            for (int column = 0; column < line.Length; column++)
            {
                int sides = Weighted(above, column) + (2 * Weighted(middle, column)) + Weighted(below, column);
                line[column] = (byte)(((line[column] * 16 * (256 - part)) + (sides * part) + 2048) >> 12);
            }
        }
    }

    private static int Weighted(ReadOnlySpan<byte> row, int column) => row[column] + (2 * row[column + 1]) + row[column + 2];

    private ReadOnlySpan<byte> Row(int row) => _bordered.AsSpan((row + 1) * _stride, _stride);

    private void CopyIntoBorder(ReadOnlySpan<byte> image)
    {
        for (int row = 0; row < height; row++)
            image.Slice(row * width, width).CopyTo(_bordered.AsSpan(((row + 1) * _stride) + 1));
    }
}
