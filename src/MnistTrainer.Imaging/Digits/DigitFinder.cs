namespace MnistTrainer.Imaging;

/// <summary>Selects the regions of ink that belong to the digit: not specks, frames, or neighbors cut off by the edge.</summary>
internal static class DigitFinder
{
    // Shares of the largest region's area. Below the first a region is a speck; from the second on it belongs to the digit wherever it
    // lies.
    private const double SpeckShare = 0.03;
    private const double OwnShare = 0.2;

    // A crumb of a broken stroke: smaller than a speck, but next to the digit.
    private const double CrumbShare = 0.004;
    private const double CrumbGap = 0.06;

    // The maximum gap to the digit, as a share of the largest region's side: for a region of medium size, and for one cut off by the
    // image's edge.
    private const double NearGap = 0.25;
    private const double AdjoiningGap = 0.1;

    /// <summary>Extracts the ink of the digit, with noise at 0 and full ink at 255.</summary>
    /// <param name="ink">An ink map.</param>
    /// <param name="levels">The levels of the ink map.</param>
    /// <param name="regions">All regions of its ink, at least one, the largest first.</param>
    /// <returns>The ink, and whether it is an <see cref="ImpossibleShape"/>.</returns>
    public static (GrayImage Digit, bool IsImpossible) Isolate(GrayImage ink, InkLevels levels, List<Region> regions)
    {
        byte[] digit = new byte[ink.Pixels.Length];
        List<Region> found = OfDigit([.. regions.Take(Grain.MostRegions)], ink);
        foreach (Region region in found)
        {
            foreach (int pixel in region.Pixels)
                digit[pixel] = levels.Stretch(ink.Pixels[pixel]);
        }

        return (
            new GrayImage(ink.Width, ink.Height, digit),
            Grain.Is(regions)
                || ImpossibleShape.IsAreaOrDash(found[0], ink)
                || ImpossibleShape.IsPattern(found, regions, ink, levels.Threshold)
        );
    }

    /// <summary>Selects the regions that belong to the digit, the main one first.</summary>
    /// <param name="regions">All regions of ink, at least one, the largest first.</param>
    /// <param name="image">The image that contains them.</param>
    private static List<Region> OfDigit(List<Region> regions, GrayImage image)
    {
        Surroundings surroundings = new(regions, image);
        List<Region> open = regions.FindAll(region => !surroundings.Has(region));
        if (open.Count == 0)
            open = [.. regions];
        Region main = open.MaxBy(region => region.TouchesEdge(image) ? region.Area / 4 : region.Area)!;
        open.Remove(main);
        List<Region> digit = [main];

        // Whatever is near a region of the digit belongs to it too, so one region may lead to the next.
        for (int known = 0; known < digit.Count; known++)
        {
            List<Region> near = open.FindAll(region => BelongsTo(digit, known, region, image));
            digit.AddRange(near);
            open.RemoveAll(near.Contains);
        }

        return digit;
    }

    private static bool BelongsTo(List<Region> digit, int known, Region region, GrayImage image)
    {
        Region main = digit[0];
        double gap = region.DistanceTo(digit[known]) / (double)main.Side;
        double area = region.Area / (double)main.Area;

        // A region cut off by the image's edge is a shadow or a neighbor, unless the digit itself extends beyond the image.
        if (region.TouchesEdge(image) && !main.TouchesEdge(image))
            return area >= SpeckShare && gap <= AdjoiningGap;
        return (area >= SpeckShare && gap <= NearGap) || area >= OwnShare || (area >= CrumbShare && gap <= CrumbGap);
    }
}
