namespace MnistTrainer.Imaging;

/// <summary>The ink of an image with several digits, as connected pieces.</summary>
/// <param name="Ink">The amount of ink per pixel, as <see cref="InkMap"/> returns it.</param>
/// <param name="Levels">The levels of the ink.</param>
/// <param name="Pieces">The pieces, the largest area first.</param>
internal sealed record InkPage(GrayImage Ink, InkLevels Levels, IReadOnlyList<InkPiece> Pieces)
{
    // Leaves fifty pixels for each digit in a line of thirty.
    private const int LargestSide = 1600;

    // Shares of the height of a digit: a stroke that vanishes where the digit is scaled down to 28 pixels, and one that does not. Smaller digits, in pixels, have no such
    // strokes; what is smaller than this share of the page is dirt.
    private const double Hairline = 0.006;
    private const double Legible = 0.025;
    private const int LeastHairlineHeight = 150;
    private const double DirtShare = 0.05;

    // The strokes of a digit are shorter than this many times its height: one with more ink than a hairline of this length has no hairlines.
    private const double LongestStroke = 10;

    // The brightness of paper where ink is lighter or darker.
    private const int MidGray = 128;

    /// <summary>Finds the ink of an image; null if there is none, or only grain.</summary>
    public static InkPage? Of(GrayImage image)
    {
        GrayImage page = Page.Cover(image.Within(LargestSide));
        GrayImage ink = InkMap.Of(page, Polarity.IsDarkOnLight(page), side: Paper.WideSide);
        if (InkLevels.Of(ink) is not { } levels)
            return null;
        (ink, levels) = RuledLines.Erase(ink, levels, Region.FindAll(ink, levels));
        ink = LineEraser.Erase(ink, levels);
        List<Region> regions = Region.FindAll(ink, levels);
        if (Grain.Is(regions))
            return null;
        if (HairlineRadius(ink, levels, regions) is > 0 and double radius)
        {
            ink = Strokes.Widen(ink, radius);
            regions = Region.FindAll(ink, levels);
        }

        InkPiece?[] pieces = [.. regions.Take(Grain.MostRegions).Select(region => InkPiece.Of(region.Pixels, ink, levels.Threshold))];
        return new InkPage(ink, levels, [.. pieces.OfType<InkPiece>()]);
    }

    /// <summary>The radius by which hairlines are widened, so that they stay visible where a digit is scaled down; 0 if the strokes are no hairlines.</summary>
    private static double HairlineRadius(GrayImage ink, InkLevels levels, List<Region> regions)
    {
        double least = Math.Max(LeastHairlineHeight, DirtShare * Math.Max(ink.Width, ink.Height));
        Region? lowest = regions.Where(region => region.Side >= least).MinBy(region => region.Side);
        if (lowest is null || lowest.Area > Hairline * LongestStroke * lowest.Side * lowest.Side)
            return 0;
        double width = Strokes.Width(levels.Stretch(ink));
        return width < Hairline * lowest.Side ? ((Legible * lowest.Side) - width) / 2 : 0;
    }

    /// <summary>Whether the edge of the page may have cut a piece off.</summary>
    public bool Cuts(InkPiece piece) =>
        piece.Box.Left == 0 || piece.Box.Top == 0 || piece.Box.Right == Ink.Width || piece.Box.Bottom == Ink.Height;

    /// <summary>A box of the page in the image that the page was found in.</summary>
    public ImageBox InSource(ImageBox box, GrayImage source) => box.In(source, (double)source.Width / Ink.Width);

    /// <summary>Draws pieces as light ink on black, with a margin around them.</summary>
    public GrayImage Draw(IEnumerable<InkPiece> pieces)
    {
        InkPiece[] drawn = [.. pieces];
        ImageBox box = drawn.Select(piece => piece.Box).Aggregate((all, one) => all.Around(one));
        int margin = Math.Max(4, Math.Max(box.Width, box.Height) / 3);
        (int width, int height) = (box.Width + (2 * margin), box.Height + (2 * margin));
        byte[] pixels = new byte[width * height];
        foreach (int pixel in drawn.SelectMany(piece => piece.Pixels))
        {
            (int y, int x) = Math.DivRem(pixel, Ink.Width);
            (x, y) = (x - box.Left + margin, y - box.Top + margin);
            if (x >= 0 && x < width && y >= 0 && y < height)
                pixels[(y * width) + x] = (byte)Strength(pixel);
        }

        return new GrayImage(width, height, pixels);
    }

    /// <summary>Draws what a box of the page shows: paper as mid-gray, the ink of pieces lighter, all other ink darker.</summary>
    /// <param name="pieces">The pieces.</param>
    /// <param name="box">The box, which may reach beyond the page.</param>
    public GrayImage DrawInContext(IEnumerable<InkPiece> pieces, ImageBox box)
    {
        byte[] pixels = new byte[box.Width * box.Height];
        for (int y = 0; y < box.Height; y++)
        {
            for (int x = 0; x < box.Width; x++)
            {
                (int column, int row) = (box.Left + x, box.Top + y);
                bool isOnPage = column >= 0 && row >= 0 && column < Ink.Width && row < Ink.Height;
                pixels[(y * box.Width) + x] = (byte)(MidGray - (isOnPage ? Strength((row * Ink.Width) + column) / 2 : 0));
            }
        }

        foreach (int pixel in pieces.SelectMany(piece => piece.Pixels))
        {
            (int y, int x) = Math.DivRem(pixel, Ink.Width);
            (x, y) = (x - box.Left, y - box.Top);
            if (x >= 0 && x < box.Width && y >= 0 && y < box.Height)
                pixels[(y * box.Width) + x] = (byte)(MidGray + (Strength(pixel) / 2));
        }

        return new GrayImage(box.Width, box.Height, pixels);
    }

    /// <summary>The strength of the ink of a pixel, 0 to 255.</summary>
    private int Strength(int pixel) => Math.Clamp(255 * (Ink.Pixels[pixel] - Levels.Noise) / (Levels.Full - Levels.Noise), 0, 255);
}
