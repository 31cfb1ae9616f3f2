namespace MnistTrainer.Imaging;

/// <summary>Chooses, of all pieces of ink in an image, those that are the digit's: not specks, frames, or neighbors cut off by the edge.</summary>
internal static class DigitFinder
{
    // Shares of the largest piece's area: below the first a piece is a speck, from the second a part of the digit, wherever it lies.
    private const double SpeckShare = 0.03;
    private const double OwnShare = 0.2;

    // A crumb of a broken stroke: smaller than a speck may be, but next to the digit.
    private const double CrumbShare = 0.004;
    private const double CrumbGap = 0.06;

    // Shares of the largest piece's side: a piece of a size between belongs up to the first, one that the image's edge cuts up to the second.
    private const double NearGap = 0.25;
    private const double AdjoiningGap = 0.1;

    /// <summary>The ink of the digit alone, stretched so that noise is 0 and full ink 255.</summary>
    /// <param name="ink">An ink map.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="regions">All pieces of its ink, at least one, the largest first.</param>
    public static GrayImage Isolate(GrayImage ink, InkLevels levels, List<Region> regions)
    {
        byte[] digit = new byte[ink.Pixels.Length];
        foreach (Region region in OfDigit(regions, ink))
        {
            foreach (int pixel in region.Pixels)
                digit[pixel] = levels.Stretch(ink.Pixels[pixel]);
        }

        return new GrayImage(ink.Width, ink.Height, digit);
    }

    /// <param name="regions">All pieces of ink, at least one, the largest first.</param>
    /// <param name="image">Where they lie.</param>
    private static List<Region> OfDigit(List<Region> regions, GrayImage image)
    {
        Surroundings surroundings = new(regions, image);
        List<Region> open = regions.FindAll(region => !surroundings.Has(region));
        if (open.Count == 0)
            open = [.. regions];
        Region main = open.MaxBy(region => region.TouchesEdge(image) ? region.Area / 4 : region.Area)!;
        open.Remove(main);
        List<Region> digit = [main];

        // What is near a piece of the digit is a piece of it, too, so one piece may bring the next.
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

        // What the image's edge cuts is a shadow or a neighbor, unless the digit itself runs out of the image.
        if (region.TouchesEdge(image) && !main.TouchesEdge(image))
            return area >= SpeckShare && gap <= AdjoiningGap;
        return (area >= SpeckShare && gap <= NearGap) || area >= OwnShare || (area >= CrumbShare && gap <= CrumbGap);
    }
}
