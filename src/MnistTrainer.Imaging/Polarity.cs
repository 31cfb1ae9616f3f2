namespace MnistTrainer.Imaging;

/// <summary>Detects whether an image is dark on light, as on paper, or light on dark, as in MNIST and on a blackboard.</summary>
public static class Polarity
{
    // Large enough to separate ink from paper, small enough to average out the noise of a photograph.
    private const int Side = 64;

    // One in thirteen synthetic images is below this; where the sum is wrong, it is nearly always below.
    private const double Decisive = 0.7;

    /// <summary>Returns true for dark on light.</summary>
    /// <param name="image">The image.</param>
    public static bool IsDarkOnLight(GrayImage image) => Evidence(image) > 0;

    /// <summary>
    /// The evidence for dark on light, from -3 (certainly light on dark) to 3 (certainly dark on light). It is the sum of three indicators:
    /// the border, which is mostly paper; whether dark or light pixels are rarer in their neighborhood, as ink is; and which of them form narrow strokes.
    /// Uneven lighting impairs the first indicator, a large amount of ink the others.
    /// </summary>
    internal static double Evidence(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        GrayImage small = image.Within(Side);
        return BorderLightness(small) - Skewness(small) + Darkness(small);
    }

    /// <summary>Whether the evidence is too weak because the indicators disagree.</summary>
    internal static bool IsDoubtful(double evidence) => Math.Abs(evidence) < Decisive;

    /// <summary>
    /// Whether the four corners are light: an indicator of the background for images other than digits, whose subject often reaches the
    /// border but seldom all corners.
    /// </summary>
    public static bool HasLightCorners(GrayImage image)
    {
        ArgumentNullException.ThrowIfNull(image);
        int side = Math.Max(1, Math.Min(image.Width, image.Height) / 10);
        int right = image.Width - side;
        int bottom = image.Height - side;
        GrayImage[] corners =
        [
            image.Crop(0, 0, side, side),
            image.Crop(right, 0, side, side),
            image.Crop(0, bottom, side, side),
            image.Crop(right, bottom, side, side),
        ];
        return corners.Average(corner => corner.Pixels.ToArray().Average(pixel => pixel)) > 127.5;
    }

    /// <summary>The brightness of the border, from -1 (as dark as the image gets) to 1 (as light as it gets).</summary>
    private static double BorderLightness(GrayImage image)
    {
        int thickness = Math.Max(1, Math.Min(image.Width, image.Height) / 10);
        long sum = 0;
        int count = 0;
        for (int y = 0; y < image.Height; y++)
        {
            bool isBorderRow = y < thickness || y >= image.Height - thickness;
            for (int x = 0; x < image.Width; x++)
            {
                if (!isBorderRow && x >= thickness && x < image.Width - thickness)
                    continue;
                sum += image[x, y];
                count++;
            }
        }

        (int dark, int light) = Extremes(image.Pixels);
        double middle = (dark + light) / 2.0;
        return light == dark ? 0 : Math.Clamp(((double)sum / count - middle) / (light - middle), -1, 1);
    }

    /// <summary>
    /// The skewness of the differences between pixels and the mean around them, from -1 (a few much darker pixels) to 1 (a few much lighter
    /// ones): the sum of cubes over the sum of absolute cubes.
    /// </summary>
    private static double Skewness(GrayImage image)
    {
        GrayImage mean = WindowFilter.Mean(image, Math.Max(image.Width, image.Height) / 4);
        double cubes = 0;
        double absolute = 0;
        for (int i = 0; i < image.Pixels.Length; i++)
        {
            double difference = image.Pixels[i] - mean.Pixels[i];
            double cube = difference * difference * difference;
            cubes += cube;
            absolute += Math.Abs(cube);
        }

        return absolute == 0 ? 0 : cubes / absolute;
    }

    /// <summary>
    /// The polarity of narrow structures, from -1 (all are light) to 1 (all are dark): how much a morphological closing and an opening
    /// change the image (top hats, F. Meyer 1979). Shadows are wide and affect neither.
    /// </summary>
    private static double Darkness(GrayImage image)
    {
        int radius = Math.Max(1, Math.Max(image.Width, image.Height) / 20);
        GrayImage wide = image.Extend(2 * radius);
        double dark = Sum(WindowFilter.Minimum(WindowFilter.Maximum(wide, radius), radius)) - Sum(wide);
        double light = Sum(wide) - Sum(WindowFilter.Maximum(WindowFilter.Minimum(wide, radius), radius));
        return (dark - light) / (dark + light + image.Pixels.Length);

        double Sum(GrayImage extended)
        {
            long sum = 0;
            foreach (byte pixel in extended.Crop(2 * radius, 2 * radius, image.Width, image.Height).Pixels)
                sum += pixel;
            return sum;
        }
    }

    // Single pixels, such as dirt or a glint, do not define dark and light.
    private static (int Dark, int Light) Extremes(ReadOnlySpan<byte> pixels)
    {
        int[] histogram = Histogram.Of(pixels);
        int few = pixels.Length / 500;
        return (Histogram.Level(histogram, few), Histogram.Level(histogram, pixels.Length - few - 1));
    }
}
