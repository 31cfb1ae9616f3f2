namespace MnistTrainer.Imaging;

/// <summary>Detects ink that surrounds a digit: frames, circles, lines below it, sides of a form's cell, edges of a page, corners of a table.</summary>
/// <param name="regions">All regions of ink.</param>
/// <param name="image">The image that contains them.</param>
internal sealed class Surroundings(IReadOnlyList<Region> regions, GrayImage image)
{
    // A frame is thin, so its content has at least this share of its area.
    private const double FramedShare = 0.1;

    // The maximum depth and the minimum length of a strip along an edge, as shares of the image's sides.
    private const double StripDepth = 0.08;
    private const double StripLength = 0.3;

    // The rim of the image, where the lines of a form lie, and the minimum length of such a line, as shares of the image's sides.
    private const double Rim = 0.12;
    private const double RimLength = 0.6;

    // The least share of the ink of such a line in the rim.
    private const double RimShare = 0.85;

    /// <summary>Whether a region surrounds the digit.</summary>
    public bool Has(Region region) =>
        (RunsAcross(region) || IsStrip(region) || IsCorner(region) || IsRim(region) || IsFrame(region) || IsUnderline(region))
        && regions.Any(other => other != region && other.Area >= FramedShare * region.Area && !other.TouchesEdge(image) && !IsFrame(other));

    private bool RunsAcross(Region region) =>
        (region.Left == 0 && region.Right == image.Width - 1) || (region.Top == 0 && region.Bottom == image.Height - 1);

    private bool IsStrip(Region region)
    {
        double width = (region.Right - region.Left + 1.0) / image.Width;
        double height = (region.Bottom - region.Top + 1.0) / image.Height;
        bool atSide = region.Left == 0 || region.Right == image.Width - 1;
        bool atEnd = region.Top == 0 || region.Bottom == image.Height - 1;
        return (atSide && width <= StripDepth && height >= StripLength) || (atEnd && height <= StripDepth && width >= StripLength);
    }

    /// <summary>Whether the region is a long line, or several connected ones, near the sides of the image and nowhere else.</summary>
    private bool IsRim(Region region)
    {
        if (region.Right - region.Left + 1 < RimLength * image.Width && region.Bottom - region.Top + 1 < RimLength * image.Height)
            return false;
        int inside = region.Pixels.Count(pixel =>
        {
            double x = (pixel % image.Width) / (double)image.Width,
                y = (pixel / image.Width) / (double)image.Height;
            return Math.Min(Math.Min(x, 1 - x), Math.Min(y, 1 - y)) > Rim;
        });
        return inside <= (1 - RimShare) * region.Pixels.Count;
    }

    private bool IsCorner(Region region) =>
        (region.Left == 0 || region.Right == image.Width - 1) && (region.Top == 0 || region.Bottom == image.Height - 1);

    /// <summary>Whether the region is a line below another, with paper between them.</summary>
    private bool IsUnderline(Region region) => regions.Any(other => other != region && Underline.Is(BoxOf(region), BoxOf(other)));

    /// <summary>Whether the region is a hollow rectangle or a circle around another.</summary>
    private bool IsFrame(Region region) =>
        regions.Any(other => other != region && region.Encloses(other) && other.Area >= FramedShare * region.Area)
        && Enclosure.Is(region.Pixels, image.Width, BoxOf(region));

    private static ImageBox BoxOf(Region region) =>
        new(region.Left, region.Top, region.Right - region.Left + 1, region.Bottom - region.Top + 1);
}
