namespace MnistTrainer.Imaging;

/// <summary>
/// Recognizes what no pen draws as a digit, though it resembles one in a frame that it is enlarged to fill: an area that the edge of the image cuts off, a dash, a pattern, and a
/// blot.
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

    // The longest strokes of a digit, half of its outline, as a multiple of its longer side. Those of synthetic images are up to 9 times as long, in grainy pencil.
    private const double LongestStrokes = 12;

    // The number of equal strokes that are hatching, their least length as a share of the image, below which they may be the dots or dashes of one digit, and the difference of
    // their sides.
    private const int MostEqual = 9;
    private const double LongStroke = 0.2;
    private const double SimilarSide = 0.2;

    /// <summary>Whether a region of ink is an area, such as a shadow or one half of the image, or a dash.</summary>
    /// <param name="region">The region.</param>
    /// <param name="image">The image that contains it.</param>
    public static bool IsAreaOrDash(Region region, GrayImage image) =>
        IsDash(region) || (region.TouchesEdge(image) && region.ShareOnEdge(image) >= AreaOnEdge);

    /// <summary>Whether regions of ink are a pattern: one of many equal strokes, as in hatching, or a texture, whose outline is far longer than that of strokes.</summary>
    /// <param name="digit">The regions that would be a digit, the main one first.</param>
    /// <param name="regions">All regions.</param>
    /// <param name="ink">The image that contains them.</param>
    /// <param name="threshold">The level above which a pixel is ink.</param>
    public static bool IsPattern(List<Region> digit, List<Region> regions, GrayImage ink, int threshold)
    {
        int side = Math.Max(
            digit.Max(region => region.Right) - digit.Min(region => region.Left),
            digit.Max(region => region.Bottom) - digit.Min(region => region.Top)
        );
        return digit.Sum(region => region.Outline(ink, threshold)) > 2 * LongestStrokes * (side + 1)
            || (
                digit[0].Side >= LongStroke * Math.Max(ink.Width, ink.Height)
                && regions.Count(region => IsLike(region.Width, digit[0].Width) && IsLike(region.Height, digit[0].Height)) >= MostEqual
            );
    }

    private static bool IsLike(int side, int other) => Math.Abs(side - other) <= Math.Max(1, SimilarSide * other);

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
