namespace MnistTrainer.Imaging;

/// <summary>The grain of an image: that of the paper, or the noise of the camera.</summary>
internal static class Grain
{
    // From this image size on, a mean over neighboring pixels removes grain but no stroke.
    private const int SideOverRadius = 400;

    // From this image size on, strokes are wide enough for a mean over 3x3 pixels if noise calls for it.
    private const int LeastSide = 100;

    // The median difference of neighboring pixels, in levels, that counts as noise. Even paper has none; JPEG leaves 1 or 2.
    private const int Noisy = 4;

    /// <summary>Averages out the grain.</summary>
    /// <returns>The smoothed image; <paramref name="image"/> itself if it has no grain.</returns>
    public static GrayImage Smooth(GrayImage image) => WindowFilter.Mean(image, RadiusOf(image));

    /// <summary>The radius of the window whose mean removes the grain; 0 if there is none.</summary>
    public static int RadiusOf(GrayImage image)
    {
        int side = Math.Max(image.Width, image.Height);
        int radius = side / SideOverRadius;
        return radius == 0 && side >= LeastSide && UsualDifference(image) >= Noisy ? 1 : radius;
    }

    /// <summary>The median difference between a pixel and its right neighbor.</summary>
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
