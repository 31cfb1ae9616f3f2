namespace MnistTrainer.Imaging;

/// <summary>The three levels that part the values of an <see cref="InkMap"/>.</summary>
/// <param name="Noise">Up to here it is paper: its grain, or the camera's noise.</param>
/// <param name="Threshold">Above here it is surely ink (N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", 1979).</param>
/// <param name="Full">From here it is full ink.</param>
internal readonly record struct InkLevels(int Noise, int Threshold, int Full)
{
    // Less than this of 255 above the paper is not seen as ink by anybody.
    private const int FaintestInk = 16;

    // Grain alone seldom reaches so many times its own standard deviation.
    private const int InkOverGrain = 6;

    /// <summary>Above here a pixel carries a stroke on to the next; up to here it is the soft edge of one.</summary>
    public int Joining => (Noise + Threshold) / 2;

    /// <summary>The levels of an ink map, or null if there is no ink on it.</summary>
    public static InkLevels? Of(GrayImage ink)
    {
        int[] histogram = new int[256];
        foreach (byte value in ink.Pixels)
            histogram[value]++;

        if (Otsu(histogram) is not { } threshold)
            return null;
        int[] paper = histogram[..(threshold + 1)];
        int middle = Percentile(paper, 0.5);

        // One standard deviation. The darker side of paper holds soft edges of strokes and remains of shadows, the lighter only grain.
        int grain = middle - Percentile(paper, 0.16);
        int full = threshold + 1 + Percentile(histogram[(threshold + 1)..], 0.9);
        if (full - middle < Math.Max(FaintestInk, InkOverGrain * grain))
            return null;
        return new InkLevels(Math.Min(middle + (4 * grain), threshold), threshold, full);
    }

    /// <summary>The level that leaves most variance between what is above it and what is not; null if all is of one level.</summary>
    private static int? Otsu(int[] histogram)
    {
        long count = 0;
        long sum = 0;
        for (int level = 0; level < histogram.Length; level++)
        {
            count += histogram[level];
            sum += (long)level * histogram[level];
        }

        int? best = null;
        double most = -1;
        long countBelow = 0;
        long sumBelow = 0;
        for (int level = 0; level < histogram.Length - 1; level++)
        {
            countBelow += histogram[level];
            sumBelow += (long)level * histogram[level];
            long countAbove = count - countBelow;
            if (countBelow == 0 || countAbove == 0)
                continue;
            double distance = ((double)sumBelow / countBelow) - ((double)(sum - sumBelow) / countAbove);
            double variance = (double)countBelow * countAbove * distance * distance;
            if (variance <= most)
                continue;
            most = variance;
            best = level;
        }

        return best;
    }

    /// <summary>The least level that this share of the histogram does not exceed.</summary>
    private static int Percentile(int[] histogram, double share)
    {
        long wanted = (long)Math.Ceiling(histogram.Sum(count => (long)count) * share);
        int level = 0;
        for (long counted = histogram[0]; counted < wanted; counted += histogram[level])
            level++;
        return level;
    }
}
