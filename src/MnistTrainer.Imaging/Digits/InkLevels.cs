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

    // Fewer pixels than these, or than this part of the image, are no digit but dirt.
    private const int LeastInk = 12;
    private const int PixelsOverLeastInk = 20_000;

    /// <summary>Above here a pixel carries a stroke on to the next; up to here it is the soft edge of one.</summary>
    public int Joining => (Noise + Threshold) / 2;

    /// <summary>The levels of an ink map, or null if there is no ink on it.</summary>
    public static InkLevels? Of(GrayImage ink)
    {
        int[] histogram = Histogram.Of(ink.Pixels);
        if (Otsu(histogram) is not { } threshold)
            return null;
        return Above(histogram, threshold) ?? Rare(histogram, ink.Pixels.Length);
    }

    /// <summary>The levels where everything above the threshold is ink; null where it is not far enough above the paper.</summary>
    private static InkLevels? Above(int[] histogram, int threshold)
    {
        int[] paper = histogram[..(threshold + 1)];
        int middle = Histogram.Percentile(paper, 0.5);

        // One standard deviation. The darker side of paper holds soft edges of strokes and remains of shadows, the lighter only grain.
        int grain = middle - Histogram.Percentile(paper, 0.16);
        int full = threshold + 1 + Histogram.Percentile(histogram.AsSpan(threshold + 1), 0.9);
        if (full - middle < Math.Max(FaintestInk, InkOverGrain * grain))
            return null;
        return new InkLevels(Math.Min(middle + (4 * grain), threshold), threshold, full);
    }

    /// <summary>
    /// The levels of so little ink on so much paper that Otsu's threshold parts light from dark grain: what no grain reaches is ink.
    /// </summary>
    private static InkLevels? Rare(int[] histogram, int pixels)
    {
        int middle = Histogram.Percentile(histogram, 0.5);
        int threshold = middle + Math.Max(FaintestInk, InkOverGrain * (middle - Histogram.Percentile(histogram, 0.16)));
        return threshold < 255 && histogram.AsSpan(threshold + 1).ToArray().Sum() >= Math.Max(LeastInk, pixels / PixelsOverLeastInk)
            ? Above(histogram, threshold)
            : null;
    }

    /// <summary>The image with the most ink it has at 255.</summary>
    public static GrayImage StretchToFull(GrayImage digit)
    {
        int most = Math.Max((byte)1, digit.Pixels.ToArray().Max());
        return most == 255 ? digit : digit.Map(pixel => (byte)(255 * pixel / most));
    }

    /// <summary>An ink map with noise at 0 and full ink at 255.</summary>
    public GrayImage Stretch(GrayImage ink) => ink.Map(Stretch);

    /// <summary>The levels if everything up to here is paper, too: its lines.</summary>
    public InkLevels RaiseNoise(int noise) => new(noise, Math.Max(Threshold, noise + ((Full - noise) / 3)), Full);

    /// <summary>A value of an ink map with noise at 0 and full ink at 255.</summary>
    public byte Stretch(byte ink) => (byte)Math.Clamp(255 * (ink - Noise) / Math.Max(1, Full - Noise), 0, 255);

    /// <summary>The level that leaves most variance between what is above it and what is not; null if all is of one level.</summary>
    public static int? Otsu(int[] histogram)
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
}
