namespace MnistTrainer.Imaging;

/// <summary>
/// Replaces each pixel by the least, the greatest or the mean of the square window around it. Windows are cut off at the picture's edge.
/// </summary>
internal static class WindowFilter
{
    public static GrayImage Minimum(GrayImage image, int radius) => Apply(image, radius, Least);

    public static GrayImage Maximum(GrayImage image, int radius) => Apply(image, radius, Greatest);

    public static GrayImage Mean(GrayImage image, int radius) => Apply(image, radius, Average);

    private delegate byte Reduction(ReadOnlySpan<byte> window);

    private static GrayImage Apply(GrayImage image, int radius, Reduction reduce) =>
        radius == 0 ? image : Rows(Rows(image, radius, reduce).Transpose(), radius, reduce).Transpose();

    private static GrayImage Rows(GrayImage image, int radius, Reduction reduce)
    {
        byte[] pixels = new byte[image.Width * image.Height];
        for (int y = 0; y < image.Height; y++)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 0; x < row.Length; x++)
            {
                int first = Math.Max(0, x - radius);
                int end = Math.Min(row.Length, x + radius + 1);
                pixels[(y * image.Width) + x] = reduce(row[first..end]);
            }
        }

        return new GrayImage(image.Width, image.Height, pixels);
    }

    private static byte Least(ReadOnlySpan<byte> window)
    {
        byte least = 255;
        foreach (byte value in window)
            least = Math.Min(least, value);
        return least;
    }

    private static byte Greatest(ReadOnlySpan<byte> window)
    {
        byte greatest = 0;
        foreach (byte value in window)
            greatest = Math.Max(greatest, value);
        return greatest;
    }

    private static byte Average(ReadOnlySpan<byte> window)
    {
        int sum = 0;
        foreach (byte value in window)
            sum += value;
        return (byte)((sum + (window.Length / 2)) / window.Length);
    }
}
