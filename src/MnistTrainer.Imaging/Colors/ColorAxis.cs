namespace MnistTrainer.Imaging;

/// <summary>
/// The direction in which the colors of an image vary most (the principal axis of their covariance), for images whose ink and paper are
/// about equally bright: red on green, yellow on white. Everywhere else luminance is better, because that is what an eye sees.
/// </summary>
internal static class ColorAxis
{
    // Below this share of the spread along the axis, luminance erases the ink.
    private const double ErasedShare = 0.4;

    // Below this standard deviation along the axis, in levels of 255, colors are noise.
    private const double LeastSpread = 4;

    // The number of sampled pixels; more would not change the axis.
    private const int SampleSize = 20_000;

    // The iterations of the power method; each multiplies the error by the ratio of the two largest variances.
    private const int PowerSteps = 50;

    /// <summary>Projects an image onto the axis, with light colors kept light; null if luminance separates ink from paper.</summary>
    public static GrayImage? Project(ColorImage image)
    {
        (double[] mean, double[,] covariance) = Statistics(image.Pixels);
        double[] luminance = [0.299, 0.587, 0.114];
        double seen = Spread(covariance, luminance);
        double[] axis = Principal(covariance);
        double most = Spread(covariance, axis);
        if (most < LeastSpread || seen >= ErasedShare * most)
            return null;
        if (Dot(axis, luminance) < 0)
            axis = Array.ConvertAll(axis, weight => -weight);
        double middle = Dot(axis, mean);
        double bright = Dot(luminance, mean);
        byte[] pixels = new byte[image.Width * image.Height];
        for (int i = 0; i < pixels.Length; i++)
        {
            ReadOnlySpan<byte> color = image.Pixels.Slice(i * ColorImage.Channels, 3);
            double along = (axis[0] * color[0]) + (axis[1] * color[1]) + (axis[2] * color[2]) - middle;
            pixels[i] = (byte)Math.Clamp(bright + along, 0, 255);
        }

        return new GrayImage(image.Width, image.Height, pixels);
    }

    private static (double[] Mean, double[,] Covariance) Statistics(ReadOnlySpan<byte> colors)
    {
        int pixels = colors.Length / ColorImage.Channels;
        int step = Math.Max(1, pixels / SampleSize);
        (long count, long red, long green, long blue) = (0, 0, 0, 0);
        (long redRed, long redGreen, long redBlue, long greenGreen, long greenBlue, long blueBlue) = (0, 0, 0, 0, 0, 0);
        for (int pixel = 0; pixel < pixels; pixel += step, count++)
        {
            ReadOnlySpan<byte> color = colors.Slice(pixel * ColorImage.Channels, 3);
            (int r, int g, int b) = (color[0], color[1], color[2]);
            (red, green, blue) = (red + r, green + g, blue + b);
            (redRed, redGreen, redBlue) = (redRed + (r * r), redGreen + (r * g), redBlue + (r * b));
            (greenGreen, greenBlue, blueBlue) = (greenGreen + (g * g), greenBlue + (g * b), blueBlue + (b * b));
        }

        double[] mean = [(double)red / count, (double)green / count, (double)blue / count];
        long[,] products =
        {
            { redRed, redGreen, redBlue },
            { redGreen, greenGreen, greenBlue },
            { redBlue, greenBlue, blueBlue },
        };
        double[,] covariance = new double[3, 3];
        for (int a = 0; a < 3; a++)
        {
            for (int b = 0; b < 3; b++)
                covariance[a, b] = ((double)products[a, b] / count) - (mean[a] * mean[b]);
        }

        return (mean, covariance);
    }

    private static double[] Principal(double[,] covariance)
    {
        // This start vector is unlikely to be orthogonal to the axis, since it lies in no plane of symmetry of common screen and ink
        // colors.
        double[] axis = [0.9, -0.3, 0.2];
        for (int step = 0; step < PowerSteps; step++)
        {
            double[] turned = Times(covariance, axis);
            double length = Math.Sqrt(Dot(turned, turned));
            if (length < 1e-9)
                return axis;
            axis = Array.ConvertAll(turned, value => value / length);
        }

        return axis;
    }

    /// <summary>The standard deviation of a weighted sum of the channels.</summary>
    private static double Spread(double[,] covariance, double[] weights) =>
        Math.Sqrt(Math.Max(0, Dot(weights, Times(covariance, weights))));

    private static double[] Times(double[,] matrix, double[] vector) =>
        [
            .. Enumerable
                .Range(0, 3)
                .Select(row => (matrix[row, 0] * vector[0]) + (matrix[row, 1] * vector[1]) + (matrix[row, 2] * vector[2])),
        ];

    private static double Dot(double[] a, double[] b) => (a[0] * b[0]) + (a[1] * b[1]) + (a[2] * b[2]);
}
