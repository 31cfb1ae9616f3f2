namespace MnistTrainer.Imaging;

/// <summary>
/// Cuts out a page that does not fill the image: a light sheet with four corners and dark writing on a darker table, or a dark card with
/// light writing on a lighter one. What remains of the table around it is painted over with paper.
/// </summary>
internal static class Page
{
    private const int Side = 128;

    // The minimum share of the image's border that is table, and of the image that is page. Around a dark card, hardly anything may be dark.
    private const double LeastTable = 0.25;
    private const double LeastTableAroundCard = 0.95;
    private const double LeastPage = 0.1;

    // The minimum ratio of a page's shorter side to its longer. Anything narrower may be a thick 1; a strip with a number on it is known by its writing.
    private const double NarrowestPage = 0.5;
    private const double NarrowestStrip = 0.1;

    // The minimum share of the border that is table beside the page of a number, which may lie on one side only.
    private const double LeastTableAroundNumber = 0.08;

    // What counts as writing on a table: a darker place within this radius, by this share of the brightness around it; and the maximum share of the table that does.
    private const int StrokeRadius = 3;
    private const double Stroke = 0.3;
    private const double MostWrittenTable = 0.003;

    // A page that leaves fewer sides of the image free may be the light side of a shadow.
    private const int LeastFreeSides = 3;

    // The maximum relative difference between the page's area and that of the quadrilateral of its corners. For a round zero the ratio is
    // 1.57. A dark digit with corners is more frequent than a dark card.
    private const double CornerTolerance = 0.12;
    private const double CornerToleranceOfCard = 0.05;

    // The minimum share of a small page, or of a dark card, with writing: one without is a thick digit.
    private const double LeastWritten = 0.01;
    private const double SmallPage = 0.2;

    // The maximum share of the page with writing: more is the inside of a light digit.
    private const double MostWritten = 0.3;

    // The maximum share of light pixels beside the page: more is the same paper on the other side of a line.
    private const double MostLightBeside = 0.25;

    // The maximum share of the convex hull missing from the page's sides. Thick digits reach a tenth and more.
    private const double MostBays = 0.05;

    /// <summary>Cuts out the page of one digit.</summary>
    /// <returns>The page; <paramref name="image"/> itself if there is none.</returns>
    public static GrayImage Find(GrayImage image) => Find(image, isOfNumber: false);

    /// <summary>Paints over what is around the page of a number, which may be a strip, so that all places stay the same.</summary>
    /// <returns>The image with nothing but the page; <paramref name="image"/> itself if there is no page.</returns>
    public static GrayImage Cover(GrayImage image) => Find(image, isOfNumber: true);

    private static GrayImage Find(GrayImage image, bool isOfNumber) =>
        FindLight(image, isCard: false, isOfNumber) ?? FindLight(image.Invert(), isCard: true, isOfNumber)?.Invert() ?? image;

    /// <param name="image">The image; of a dark card, the negative.</param>
    /// <param name="isCard">Whether it is the negative.</param>
    /// <param name="isOfNumber">Whether the page may be that of a number, and all places stay the same.</param>
    private static GrayImage? FindLight(GrayImage image, bool isCard, bool isOfNumber)
    {
        GrayImage small = image.Within(Side);
        double leastTable =
            isCard ? LeastTableAroundCard
            : isOfNumber ? LeastTableAroundNumber
            : LeastTable;
        if (
            InkLevels.Otsu(Histogram.Of(small.Pixels)) is not { } threshold
            || Border.Share(small, pixel => pixel <= threshold) < leastTable
        )
            return null;
        Region? light = Region.FindAll(small, new InkLevels(threshold, threshold, 255)).FirstOrDefault();
        return light is not null && Sheet.Of(light, small) is { } sheet && IsPage(light, sheet, small, threshold, isCard, isOfNumber)
            ? isOfNumber
                ? sheet.Cover(image, small)
                : sheet.Cut(image, small)
            : null;
    }

    private static bool IsPage(Region light, Sheet sheet, GrayImage small, int threshold, bool isCard, bool isOfNumber)
    {
        double width = light.Right - light.Left + 1,
            height = light.Bottom - light.Top + 1;
        int freeSides =
            (light.Left > 0 ? 1 : 0)
            + (light.Top > 0 ? 1 : 0)
            + (light.Right < small.Width - 1 ? 1 : 0)
            + (light.Bottom < small.Height - 1 ? 1 : 0);
        if (
            (freeSides < LeastFreeSides && !(isOfNumber && freeSides > 0 && IsBare(sheet, small)))
            || Math.Min(width / height, height / width) < (isOfNumber ? NarrowestStrip : NarrowestPage)
            || sheet.Area < LeastPage * small.Width * small.Height
            || Math.Abs(sheet.Squareness - 1) > (isCard ? CornerToleranceOfCard : CornerTolerance)
        )
        {
            return false;
        }

        // Writing on a page is light all around. A thick light digit has bays that the dark background reaches into.
        double written = Inside(light, small.Invert(), 254 - threshold);
        double islands = Inside(light, small, threshold);
        double bays = sheet.Hull - light.Area - written - islands;
        double lightBeside = CountAbove(small, threshold) - light.Area - islands;
        bool isLarge =
            !isCard && sheet.Area >= SmallPage * small.Width * small.Height && Math.Min(width / height, height / width) >= NarrowestPage;
        return (isLarge || written >= LeastWritten * sheet.Area)
            && written <= MostWritten * sheet.Area
            && bays <= MostBays * sheet.Hull
            && lightBeside <= MostLightBeside * ((small.Width * small.Height) - sheet.Area);
    }

    /// <summary>Whether there is no writing beside a sheet. In a shadow there may be some; nobody writes on a table.</summary>
    private static bool IsBare(Sheet sheet, GrayImage small)
    {
        GrayImage closed = WindowFilter.Minimum(WindowFilter.Maximum(small, StrokeRadius), StrokeRadius);
        int table = 0,
            written = 0;
        for (int y = 0; y < small.Height; y++)
        {
            for (int x = 0; x < small.Width; x++)
            {
                if (sheet.IsNear(x, y, StrokeRadius))
                    continue;
                table++;
                written += closed[x, y] - small[x, y] > Stroke * closed[x, y] ? 1 : 0;
            }
        }

        return written <= MostWrittenTable * table;
    }

    private static int CountAbove(GrayImage image, int threshold)
    {
        int count = 0;
        foreach (byte pixel in image.Pixels)
            count += pixel > threshold ? 1 : 0;
        return count;
    }

    /// <summary>The number of pixels above the threshold in regions that lie within the page.</summary>
    private static int Inside(Region page, GrayImage image, int threshold) =>
        Region.FindAll(image, new InkLevels(threshold, threshold, 255)).Where(page.Encloses).Sum(region => region.Area);
}
