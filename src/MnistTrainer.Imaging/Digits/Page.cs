namespace MnistTrainer.Imaging;

/// <summary>
/// Cuts out a page that does not fill the picture: a light sheet with four corners on a darker table, with something dark written on it.
/// What is left of the table around it is painted over with paper.
/// </summary>
internal static class Page
{
    private const int Side = 128;

    // The least share of the picture's border that is table, and of the picture that is page.
    private const double LeastTable = 0.25;
    private const double LeastPage = 0.2;

    // A page that leaves fewer sides of the picture free may be the light side of a shadow.
    private const int LeastFreeSides = 3;

    // How far the page's area may differ from that of the quadrangle between its four corners. A round zero has 1.57 times as much.
    private const double CornerTolerance = 0.12;

    // Shares of the page that are written on: less is nothing written, more is a light digit's inside.
    private const double LeastWritten = 0.003;
    private const double MostWritten = 0.3;

    // The most of the page that may be cut away from its sides.
    private const double MostBays = 0.03;

    /// <summary>The page alone; the picture itself where there is no such page.</summary>
    public static GrayImage Find(GrayImage image)
    {
        GrayImage small = image.Within(Side);
        if (InkLevels.Otsu(Histogram.Of(small.Pixels)) is not { } threshold || TableOnBorder(small, threshold) < LeastTable)
            return image;
        Region? light = Region.FindAll(small, new InkLevels(threshold, threshold, 255)).FirstOrDefault();
        return light is not null && Sheet.Of(light, small) is { } sheet && IsPage(light, sheet, small, threshold) ? sheet.Cut(image, small) : image;
    }

    private static bool IsPage(Region light, Sheet sheet, GrayImage small, int threshold)
    {
        int freeSides = (light.Left > 0 ? 1 : 0) + (light.Top > 0 ? 1 : 0)
            + (light.Right < small.Width - 1 ? 1 : 0) + (light.Bottom < small.Height - 1 ? 1 : 0);
        if (freeSides < LeastFreeSides || sheet.Area < LeastPage * small.Width * small.Height || Math.Abs(sheet.Squareness - 1) > CornerTolerance)
            return false;

        // What is written on a page is light all around. A fat light digit has bays that the dark around it reaches into.
        GrayImage dark = small.Invert();
        double written = Region.FindAll(dark, new InkLevels(254 - threshold, 254 - threshold, 255)).Where(light.Encloses).Sum(region => region.Area);
        double bays = sheet.Area - light.Area - written;
        return written >= LeastWritten * sheet.Area && written <= MostWritten * sheet.Area && bays <= MostBays * sheet.Area;
    }

    /// <summary>The share of the border's pixels that are dark.</summary>
    private static double TableOnBorder(GrayImage image, int threshold)
    {
        int dark = 0;
        int count = 0;
        for (int y = 0; y < image.Height; y++)
        {
            int step = y == 0 || y == image.Height - 1 ? 1 : Math.Max(1, image.Width - 1);
            for (int x = 0; x < image.Width; x += step, count++)
                dark += image[x, y] <= threshold ? 1 : 0;
        }

        return (double)dark / count;
    }
}
