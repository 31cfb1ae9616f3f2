namespace MnistTrainer.Imaging;

/// <summary>
/// Erases the lines of ruled and squared paper and the sides of a form's cell: straight, thin, and from edge to edge of the image. Strokes
/// that cross a line are kept.
/// </summary>
internal static class RuledLines
{
    // Lines are faint if FaintOverLine times their usual ink, an upper bound of their ink anywhere, is at most MostFaint of full ink.
    private const double FaintOverLine = 1.5;
    private const double MostFaint = 0.7;

    // The bar of a digit ends where a stroke leaves it, within this share of the image. Lines of paper run on.
    private const double BarEnd = 0.1;

    // A region that extends over less than this share of the image, including its faint parts, contains no line.
    private const double LeastReach = 0.5;

    /// <summary>Erases the lines.</summary>
    /// <param name="ink">An ink map.</param>
    /// <param name="levels">The levels of the ink map.</param>
    /// <param name="regions">All regions of ink.</param>
    /// <returns>The ink without lines, and its levels; the arguments themselves if there are no lines.</returns>
    public static (GrayImage Ink, InkLevels Levels) Erase(GrayImage ink, InkLevels levels, IReadOnlyList<Region> regions)
    {
        if (!regions.Any(region => region.Width >= LeastReach * ink.Width || region.Height >= LeastReach * ink.Height))
            return (ink, levels);
        GrayImage turned = ink.Transpose();
        LineFinder across = LineFinder.Find(ink, turned, levels.Joining);
        LineFinder down = LineFinder.Find(turned, ink, levels.Joining);
        if (across.Lines.Count + down.Lines.Count == 0 || !AreRuled(across, down) || AreBars(across, down, ink, turned, levels.Joining))
            return (ink, levels);

        // Lines fainter than the writing are removed with the paper, and no stroke is cut.
        double faint = FaintOverLine * (Math.Max(across.InkOfLines(ink), down.InkOfLines(turned)) - levels.Noise);
        if (faint <= MostFaint * (levels.Full - levels.Noise))
            return (ink, levels.RaiseNoise(levels.Noise + (int)faint));
        GrayImage half = across.Erase(ink, levels);
        GrayImage erased = down.Erase(half.Transpose(), levels).Transpose();

        // Lines with nothing between them are the writing itself.
        return (erased.Pixels.ContainsAnyInRange((byte)Math.Min(255, levels.Threshold + 1), (byte)255) ? erased : ink, levels);
    }

    /// <summary>
    /// Whether the lines belong to the paper. A single one may be a stroke of a digit that fills the image, unless it is much thinner.
    /// </summary>
    private static bool AreRuled(LineFinder across, LineFinder down)
    {
        double finest = Math.Min(across.FinestShare, down.FinestShare);
        return across.Lines.Count + down.Lines.Count >= 3 || Math.Max(across.Lines.Count, down.Lines.Count) >= 2 || finest < 0.6;
    }

    /// <summary>
    /// Whether the lines are one or two bars of a digit that fills the image, thin because the edge of the image cuts them. A corner of lines is that of a cell.
    /// </summary>
    private static bool AreBars(LineFinder across, LineFinder down, GrayImage ink, GrayImage turned, int joining) =>
        (across.Lines.Count, down.Lines.Count) switch
        {
            (1 or 2, 0) => across.AreBars(ink, joining, BarEnd),
            (0, 1 or 2) => down.AreBars(turned, joining, BarEnd),
            _ => false,
        };
}
