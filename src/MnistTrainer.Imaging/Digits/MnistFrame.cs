namespace MnistTrainer.Imaging;

/// <summary>
/// MNIST's frame: the longer side of the digit fills 20 of 28 pixels, and its center of mass is at (14.5, 14.5), the center of pixel (14,
/// 14).
/// </summary>
/// <param name="height">The number of rows of the frame, at least 8.</param>
/// <param name="width">The number of columns of the frame, at least 8.</param>
internal sealed class MnistFrame(int height, int width)
{
    private const double BoxShare = 20.0 / 28.0;

    // A digit whose longer side is this close to the box, in pixels, is not resized, which would only blur it.
    private const int SizeTolerance = 1;

    // The maximum distance of a framed digit's center of mass from the middle, in pixels.
    private const double CenterTolerance = 1;

    /// <summary>The shorter side of the frame in pixels: the unit of stroke widths.</summary>
    public int Side => Math.Min(height, width);

    /// <summary>Whether an image already has the frame: light ink on black, with the box and the center of mass in place.</summary>
    public static bool Has(GrayImage image, int height, int width)
    {
        if (
            image.Width != width
            || image.Height != height
            || Centroid.Of(image) is not { } center
            || InkBox.Of(image, faintest: 1) is not { } box
        )
            return false;
        double longer = Math.Max(box.Height / (height * BoxShare), box.Width / (width * BoxShare));
        return Math.Abs((longer - 1) * BoxShare * Math.Max(height, width)) <= SizeTolerance
            && Math.Abs(center.X - ((width + 1) / 2.0)) <= CenterTolerance
            && Math.Abs(center.Y - ((height + 1) / 2.0)) <= CenterTolerance;
    }

    /// <summary>Shrinks a digit that is larger than <paramref name="magnification"/> times the box.</summary>
    public GrayImage Shrink(GrayImage digit, int magnification)
    {
        double scale = Scale(digit) * magnification;
        return scale >= 1 ? digit : Resize(digit, scale);
    }

    /// <summary>Scales a digit to fill <paramref name="magnification"/> times the box.</summary>
    public GrayImage Fit(GrayImage digit, int magnification = 1)
    {
        double scale = Scale(digit) * magnification;
        return Math.Abs(scale - 1) * Math.Max(digit.Height, digit.Width) < SizeTolerance + 0.5 ? digit : Resize(digit, scale);
    }

    /// <summary>
    /// Scales a digit and places it in the frame with its center of mass, or that of its box, in the middle; by whole pixels to avoid blur,
    /// and only as far as it stays inside.
    /// </summary>
    public GrayImage Place(GrayImage digit, bool byMass)
    {
        GrayImage sized = InkLevels.StretchToFull(Fit(digit));
        (double x, double y) = byMass && Centroid.Of(sized) is { } center ? center : ((sized.Width + 1) / 2.0, (sized.Height + 1) / 2.0);
        int left = Math.Clamp((int)Math.Round(((width + 1) / 2.0) - x), 0, width - sized.Width);
        int top = Math.Clamp((int)Math.Round(((height + 1) / 2.0) - y), 0, height - sized.Height);
        return sized.PlaceOn(width, height, left, top);
    }

    private double Scale(GrayImage digit) => Math.Min(height * BoxShare / digit.Height, width * BoxShare / digit.Width);

    private static GrayImage Resize(GrayImage digit, double scale) =>
        digit.Resize(Math.Max(1, (int)Math.Round(digit.Width * scale)), Math.Max(1, (int)Math.Round(digit.Height * scale)));
}
