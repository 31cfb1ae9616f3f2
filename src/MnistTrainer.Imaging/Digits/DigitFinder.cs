namespace MnistTrainer.Imaging;

/// <summary>Chooses, of all pieces of ink in a picture, those that are the digit's: not specks, frames, or neighbours cut off by the edge.</summary>
internal static class DigitFinder
{
    // Shares of the largest piece's area: below the first a piece is a speck, from the second a part of the digit, wherever it lies.
    private const double SpeckShare = 0.03;
    private const double OwnShare = 0.2;

    // Shares of the largest piece's side: a piece of a size between belongs up to the first, one that the picture's edge cuts up to the second.
    private const double NearGap = 0.25;
    private const double AdjoiningGap = 0.1;

    // A frame is thin, so what it frames has at least this share of its area.
    private const double FramedShare = 0.1;

    /// <summary>The ink of the digit alone, stretched so that noise is 0 and full ink 255.</summary>
    public static GrayImage Isolate(GrayImage ink, InkLevels levels)
    {
        byte[] digit = new byte[ink.Pixels.Length];
        foreach (Region region in OfDigit(Region.FindAll(ink, levels), ink))
        {
            foreach (int pixel in region.Pixels)
                digit[pixel] = (byte)Math.Clamp(255 * (ink.Pixels[pixel] - levels.Noise) / (levels.Full - levels.Noise), 0, 255);
        }

        return new GrayImage(ink.Width, ink.Height, digit);
    }

    /// <param name="regions">All pieces of ink, at least one, the largest first.</param>
    /// <param name="picture">Where they lie.</param>
    private static IEnumerable<Region> OfDigit(List<Region> regions, GrayImage picture)
    {
        List<Region> unframed = regions.FindAll(region => !IsFrame(region, regions, picture));
        Region main = unframed[0];
        return unframed.Where(region => region == main || BelongsTo(main, region, picture));
    }

    private static bool BelongsTo(Region main, Region region, GrayImage picture)
    {
        // What the picture's edge cuts is a shadow or a neighbour, unless the digit itself runs out of the picture.
        bool isCutOff = TouchesEdge(region, picture) && !TouchesEdge(main, picture);
        double gap = region.DistanceTo(main) / (double)main.Side;
        return region.Area >= SpeckShare * main.Area
            && (isCutOff ? gap <= AdjoiningGap : gap <= NearGap || region.Area >= OwnShare * main.Area);
    }

    private static bool IsFrame(Region region, List<Region> regions, GrayImage picture)
    {
        bool runsAcross = (region.Left == 0 && region.Right == picture.Width - 1)
            || (region.Top == 0 && region.Bottom == picture.Height - 1);
        return runsAcross && regions.Exists(other => other != region && other.Area >= FramedShare * region.Area
            && !TouchesEdge(other, picture));
    }

    private static bool TouchesEdge(Region region, GrayImage picture) =>
        region.Left == 0 || region.Top == 0 || region.Right == picture.Width - 1 || region.Bottom == picture.Height - 1;
}
