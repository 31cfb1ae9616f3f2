namespace MnistTrainer.Data;

/// <summary>The morphological operations.</summary>
internal enum MorphologicalOperation
{
    /// <summary>The maximum: ink spreads.</summary>
    Dilation,

    /// <summary>The minimum: ink recedes.</summary>
    Erosion,
}

/// <summary>Filters over each pixel's neighborhood, in place. Pixels beyond the edge are blank. Holds working memory for one thread.</summary>
internal sealed class NeighborhoodFilter(int height, int width)
{
    private readonly int _stride = width + 2;
    private readonly byte[] _bordered = new byte[checked((height + 2) * (width + 2))];

    /// <summary>Blends the image with its dilation or erosion over each pixel and its four neighbors.</summary>
    /// <param name="image">The image, modified in place.</param>
    /// <param name="operation">The operation.</param>
    /// <param name="weight">The blending weight of the result, 0 to 1.</param>
    public void Blend(Span<byte> image, MorphologicalOperation operation, float weight)
    {
        int part = (int)(weight * 256);
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
                    operation == MorphologicalOperation.Dilation
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

    /// <summary>Blends the image with its 3x3 blur, weighted 1 2 1 in each direction.</summary>
    /// <param name="image">The image, modified in place.</param>
    /// <param name="weight">The blending weight of the result, 0 to 1.</param>
    public void Blur(Span<byte> image, float weight)
    {
        int part = (int)(weight * 256);
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
                int sum = Weighted(above, column) + (2 * Weighted(middle, column)) + Weighted(below, column);
                line[column] = (byte)(((line[column] * 16 * (256 - part)) + (sum * part) + 2048) >> 12);
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
