namespace MnistTrainer.Imaging;

/// <summary>
/// MNIST's frame: the digit's longer side fills 20 of 28 pixels, and its center of mass is in the middle, which is at (14.5, 14.5) of 28,
/// the center of pixel (14, 14).
/// </summary>
/// <param name="height">Rows of the frame, at least 8.</param>
/// <param name="width">Columns of the frame, at least 8.</param>
internal sealed class MnistFrame(int height, int width)
{
    private const double BoxShare = 20.0 / 28.0;

    // A digit whose longer side is within so many pixels of the box is not resized: that would only blur it.
    private const int SizeTolerance = 1;

    // How far the center of mass of a framed digit may be from the middle, in pixels.
    private const double CenterTolerance = 1;

    /// <summary>The frame's shorter side in pixels, by which widths of strokes are measured.</summary>
    public int Side => Math.Min(height, width);

    /// <summary>Whether an image has that frame already: light ink on black, its box and its center of mass where they would come to be.</summary>
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

    /// <summary>The digit, shrunk where it is larger than the box magnified so.</summary>
    public GrayImage Shrink(GrayImage digit, int magnification)
    {
        double scale = Scale(digit) * magnification;
        return scale >= 1 ? digit : Resize(digit, scale);
    }

    /// <summary>The digit scaled to fill the box magnified so.</summary>
    public GrayImage Fit(GrayImage digit, int magnification = 1)
    {
        double scale = Scale(digit) * magnification;
        return Math.Abs(scale - 1) * Math.Max(digit.Height, digit.Width) < SizeTolerance + 0.5 ? digit : Resize(digit, scale);
    }

    /// <summary>
    /// The digit scaled and put into the frame, its center of mass (or of its box) in the middle, by whole pixels so that nothing is blurred,
    /// and as far as it stays inside.
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
