namespace MnistTrainer.Imaging;

/// <summary>
/// Erases the lines of ruled and squared paper, and the sides of a form's cell: straight, thin, from edge to edge of the image. Where a
/// stroke crosses a line it stays.
/// </summary>
internal static class RuledLines
{
    // So many times the usual ink of a line is the most that it has anywhere, and up to this share of full ink it is told from writing by that.
    private const double FaintOverLine = 1.5;
    private const double MostFaint = 0.7;

    // A piece of ink that reaches over less than this share of the image, with what is faint of it as lines often are, holds no line.
    private const double LeastReach = 0.5;

    /// <summary>The ink without lines, and its levels; both as they are where there are none.</summary>
    /// <param name="ink">An ink map.</param>
    /// <param name="levels">Its levels.</param>
    /// <param name="regions">All pieces of ink.</param>
    public static (GrayImage Ink, InkLevels Levels) Erase(GrayImage ink, InkLevels levels, IReadOnlyList<Region> regions)
    {
        if (!regions.Any(region => region.Width >= LeastReach * ink.Width || region.Height >= LeastReach * ink.Height))
            return (ink, levels);
        GrayImage turned = ink.Transpose();
        LineFinder across = LineFinder.Find(ink, turned, levels.Joining);
        LineFinder down = LineFinder.Find(turned, ink, levels.Joining);
        if (across.Lines.Count + down.Lines.Count == 0 || !AreRuled(across, down))
            return (ink, levels);

        // Lines that are fainter than the writing go with the paper, and no stroke is cut.
        double faint = FaintOverLine * (Math.Max(across.InkOfLines(ink), down.InkOfLines(turned)) - levels.Noise);
        if (faint <= MostFaint * (levels.Full - levels.Noise))
            return (ink, levels.RaiseNoise(levels.Noise + (int)faint));
        GrayImage half = across.Erase(ink, levels);
        GrayImage erased = down.Erase(half.Transpose(), levels).Transpose();

        // Lines with nothing between them are what was written.
        return (erased.Pixels.ContainsAnyInRange((byte)Math.Min(255, levels.Threshold + 1), (byte)255) ? erased : ink, levels);
    }

    /// <summary>Whether the lines are paper's. A lone one may be a stroke of a digit that fills the image, unless it is much finer.</summary>
    private static bool AreRuled(LineFinder across, LineFinder down)
    {
        double finest = Math.Min(across.FinestShare, down.FinestShare);
        return across.Lines.Count + down.Lines.Count >= 3 || Math.Max(across.Lines.Count, down.Lines.Count) >= 2 || finest < 0.6;
    }
}
