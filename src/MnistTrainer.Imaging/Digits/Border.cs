namespace MnistTrainer.Imaging;

/// <summary>The outermost pixels of an image.</summary>
internal static class Border
{
    /// <summary>The share of them that satisfies a condition.</summary>
    public static double Share(GrayImage image, Predicate<byte> isCounted)
    {
        int counted = 0,
            count = 0;
        for (int y = 0; y < image.Height; y++)
        {
            int step = y == 0 || y == image.Height - 1 ? 1 : Math.Max(1, image.Width - 1);
            for (int x = 0; x < image.Width; x += step, count++)
                counted += isCounted(image[x, y]) ? 1 : 0;
        }

        return (double)counted / count;
    }
}
