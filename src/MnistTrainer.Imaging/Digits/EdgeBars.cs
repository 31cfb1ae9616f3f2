namespace MnistTrainer.Imaging;

/// <summary>
/// Distinguishes the bars of a digit that the top or the bottom of an image cuts, as the foot of a 2, from shadows: a bar is dark, and paper follows within the width of a pen.
/// </summary>
/// <param name="dark">The image, dark on light.</param>
/// <param name="histogram">Its histogram.</param>
/// <param name="paper">The most common level.</param>
/// <param name="spread">How far from that level paper may be.</param>
internal sealed class EdgeBars(GrayImage dark, int[] histogram, int paper, int spread)
{
    // The depth of a bar, as a share of the longer side of the image.
    private const double Depth = 0.16;

    // The least darkness of a bar at the edge, as a share of that of full ink.
    private const double LeastInk = 0.5;

    private readonly int _depth = Math.Min((int)Math.Ceiling(Depth * Math.Max(dark.Width, dark.Height)), dark.Height);
    private readonly int _leastInk = Math.Max(spread, (int)(LeastInk * (paper - Histogram.Percentile(histogram, 0.02))));

    /// <summary>The share of the outermost pixels that are of another level than paper, without those of bars.</summary>
    public double ShareWithoutBars()
    {
        int bars = 0;
        for (int x = 0; x < dark.Width; x++)
            bars += (IsBar(x, 0, 1) ? 1 : 0) + (IsBar(x, dark.Height - 1, -1) ? 1 : 0);
        return Border.Share(dark, IsOther) - (bars / (2.0 * (dark.Width + dark.Height)));
    }

    private bool IsBar(int x, int y, int inward)
    {
        if (paper - dark[x, y] < _leastInk)
            return false;
        for (int i = 1; i < _depth; i++)
        {
            if (!IsOther(dark[x, y + (i * inward)]))
                return true;
        }

        return false;
    }

    private bool IsOther(byte level) => Math.Abs(level - paper) > spread;
}
