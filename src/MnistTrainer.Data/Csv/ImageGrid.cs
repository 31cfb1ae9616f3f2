using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Finds the height and width of images that are not square from their pixels: at the true width, a pixel is most like the one above it.
/// Images of digits are twice as much alike at their own width as at any other.
/// </summary>
internal static class ImageGrid
{
    private const int MinimumSide = 4;
    private const int MinimumRows = 10;
    private const int LargestAspect = 4;
    private const double Decisive = 0.75;

    // Widths that are compared with, whether or not they divide the number of pixels.
    private const int ComparedWidths = 40;

    /// <summary>Returns the shape, or null if the pixels do not show one clearly.</summary>
    /// <param name="images">The pixels of some images, all of one size.</param>
    public static Shape? Find(double[][] images)
    {
        int size = images.Length == 0 ? 0 : images[0].Length;
        if (images.Length < MinimumRows || size < MinimumSide * MinimumSide)
            return null;
        (int Width, double Difference)[] widths =
        [
            .. Enumerable
                .Range(MinimumSide, Math.Max(0, (size / MinimumSide) - MinimumSide + 1))
                .Where(width => size % width == 0 && Math.Max(width, size / width) <= LargestAspect * Math.Min(width, size / width))
                .Select(width => (width, DifferenceAt(images, width)))
                .OrderBy(width => width.Item2),
        ];
        if (widths.Length == 0)
            return null;
        double usual = Enumerable.Range(2, Math.Min(size / 2, ComparedWidths) - 2).Average(width => DifferenceAt(images, width));
        double next = widths.Length == 1 ? usual : Math.Min(usual, widths[1].Difference);
        return widths[0].Difference <= Decisive * next ? Shape.Image(size / widths[0].Width, widths[0].Width) : null;
    }

    /// <summary>Returns the width at which pixels are most like those above them; null if there are too few images to say.</summary>
    /// <param name="images">The pixels of some images, all of one size.</param>
    /// <param name="about">About the width.</param>
    public static int? FindWidth(double[][] images, int about) =>
        images.Length < MinimumRows
            ? null
            : Enumerable.Range(Math.Max(MinimumSide, about / 2), about).MinBy(width => DifferenceAt(images, width));

    /// <summary>Finds the order of the values of images in color: pixels are much like the same color of others, and less like another color.</summary>
    /// <param name="images">The values of some images, all of one size.</param>
    public static ColorOrder FindColors(double[][] images)
    {
        int size = images.Length == 0 ? 0 : images[0].Length;
        if (images.Length < MinimumRows || size % ColorChannels.Count != 0 || size < ColorChannels.Count * 8 * 8)
            return ColorOrder.Unknown;
        double usual = Enumerable.Range(4, ComparedWidths).Average(width => DifferenceAt(images, width));
        double within = MeanOfSteps(images, at => at % ColorChannels.Count < ColorChannels.Count - 1),
            across = MeanOfSteps(images, at => at % ColorChannels.Count == ColorChannels.Count - 1);
        return usual == 0 ? ColorOrder.Unknown
            : DifferenceAt(images, size / ColorChannels.Count) <= Decisive / 2 * usual ? ColorOrder.ByColor
            : within <= Decisive / 2 * across ? ColorOrder.ByPixel
            : ColorOrder.Unknown;
    }

    private static double MeanOfSteps(double[][] images, Func<int, bool> isSuch) =>
        images.Average(image => Enumerable.Range(0, image.Length - 1).Where(isSuch).Average(i => Math.Abs(image[i + 1] - image[i])));

    private static double DifferenceAt(double[][] images, int width)
    {
        double sum = 0;
        foreach (double[] image in images)
        {
            for (int i = width; i < image.Length; i++)
                sum += Math.Abs(image[i] - image[i - width]);
        }

        return sum / images.Length / Math.Max(1, images[0].Length - width);
    }
}
