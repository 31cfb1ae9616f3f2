namespace MnistTrainer.Imaging;

/// <summary>
/// Recognizes what no pen draws as a digit, though it resembles one in a frame that it is enlarged to fill: an area that the edge of the image cuts off, a dash, and a blot.
/// </summary>
internal static class ImpossibleShape
{
    // The least share of an area's outline on the edge of the image, a little less than one half: the border of an area may be rough.
    private const double AreaOnEdge = 0.45;

    // The largest ratio of width to height, and the widest mean stroke as a share of the frame: of MNIST's 60,000 training digits, the largest are 2.5 and 7.7 of 28.
    private const double WidestRatio = 2.7;
    private const double WidestStroke = 8.5 / 28;

    // The least share of ink in the box of a dash: several digits that touch are as wide, but have paper between their strokes.
    private const double DashInk = 0.65;

    /// <summary>Whether a region of ink is an area, such as a shadow or one half of the image, or a dash.</summary>
    /// <param name="region">The region.</param>
    /// <param name="image">The image that contains it.</param>
    public static bool IsAreaOrDash(Region region, GrayImage image) =>
        IsDash(region) || (region.TouchesEdge(image) && region.ShareOnEdge(image) >= AreaOnEdge);

    /// <summary>Whether a digit would be a blot.</summary>
    /// <param name="digit">The image in MNIST's frame.</param>
    public static bool IsBlot(GrayImage digit) => Strokes.Width(digit) > WidestStroke * digit.Width;

    private static bool IsDash(Region region)
    {
        double width = region.Right - region.Left + 1,
            height = region.Bottom - region.Top + 1;
        return width > WidestRatio * height && region.Area > DashInk * width * height;
    }
}
