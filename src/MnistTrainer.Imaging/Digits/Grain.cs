namespace MnistTrainer.Imaging;

/// <summary>How coarse the grain of an image is: the paper's, or the camera's noise.</summary>
internal static class Grain
{
    // In images from this size on, a mean over neighbors takes away grain and no stroke.
    private const int SideOverRadius = 400;

    // In images from this size on, strokes are wide enough for a mean over 3x3 pixels, if noise asks for it.
    private const int LeastSide = 100;

    // The usual difference of neighbors, in levels, from which on it is noise. Even paper has none, JPEG leaves 1 or 2.
    private const int Noisy = 4;

    /// <summary>The radius of the window over which a mean takes the grain away; 0 where there is none.</summary>
    public static int RadiusOf(GrayImage image)
    {
        int side = Math.Max(image.Width, image.Height);
        int radius = side / SideOverRadius;
        return radius == 0 && side >= LeastSide && UsualDifference(image) >= Noisy ? 1 : radius;
    }

    /// <summary>The median of how much a pixel differs from the one at its right.</summary>
    private static int UsualDifference(GrayImage image)
    {
        int[] histogram = new int[256];
        for (int y = 0; y < image.Height; y += 2)
        {
            ReadOnlySpan<byte> row = image.Row(y);
            for (int x = 1; x < row.Length; x += 2)
                histogram[Math.Abs(row[x] - row[x - 1])]++;
        }

        return Histogram.Percentile(histogram, 0.5);
    }
}
