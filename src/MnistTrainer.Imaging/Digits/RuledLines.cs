namespace MnistTrainer.Imaging;

/// <summary>
/// Erases the lines of ruled and squared paper, and the sides of a form's cell: straight, thin, from edge to edge of the picture. Where a
/// stroke crosses a line it stays.
/// </summary>
internal static class RuledLines
{
    // A piece of ink that reaches over less than this share of the picture holds no line.
    private const double LeastReach = 0.5;

    /// <summary>The ink without lines; the same picture where there are none.</summary>
    /// <param name="ink">An ink map.</param>
    /// <param name="levels">Its levels.</param>
    public static GrayImage Erase(GrayImage ink, InkLevels levels)
    {
        if (!MayHaveLines(ink, levels))
            return ink;
        LineFinder across = LineFinder.Find(ink, levels.Joining);
        GrayImage turned = ink.Transpose();
        LineFinder down = LineFinder.Find(turned, levels.Joining);
        if (across.Lines.Count + down.Lines.Count == 0 || !AreRuled(across, down))
            return ink;
        GrayImage half = across.Erase(ink, levels);
        GrayImage erased = down.Erase(half.Transpose(), levels).Transpose();

        // Lines with nothing between them are what was written.
        return erased.Pixels.ContainsAnyInRange((byte)Math.Min(255, levels.Threshold + 1), (byte)255) ? erased : ink;
    }

    private static bool MayHaveLines(GrayImage ink, InkLevels levels) => Region.FindAll(ink, levels).Exists(region =>
        region.Right - region.Left + 1 >= LeastReach * ink.Width || region.Bottom - region.Top + 1 >= LeastReach * ink.Height);

    /// <summary>Whether the lines are paper's. A lone one may be a stroke of a digit that fills the picture, unless it is much finer.</summary>
    private static bool AreRuled(LineFinder across, LineFinder down)
    {
        double finest = Math.Min(across.FinestShare, down.FinestShare);
        return across.Lines.Count + down.Lines.Count >= 3 || Math.Max(across.Lines.Count, down.Lines.Count) >= 2 || finest < 0.6;
    }
}
