namespace MnistTrainer.Imaging;

/// <summary>Three levels that divide the values of an <see cref="InkMap"/>.</summary>
/// <param name="Noise">The highest level of paper, with its grain or the camera's noise.</param>
/// <param name="Threshold">The highest level that is not certainly ink (N. Otsu, "A Threshold Selection Method from Gray-Level Histograms",
/// 1979).</param>
/// <param name="Full">The lowest level of full ink.</param>
internal readonly record struct InkLevels(int Noise, int Threshold, int Full)
{
    // Anything less than this above the paper, of 255, is invisible as ink.
    private const int FaintestInk = 16;

    // Grain alone rarely reaches this multiple of its own standard deviation.
    private const int InkOverGrain = 6;

    // Fewer pixels than these, or than this fraction of the image, are dirt.
    private const int LeastInk = 12;
    private const int PixelsOverLeastInk = 20_000;

    /// <summary>The level above which a pixel connects a stroke to its neighbors; up to it, a pixel is the soft edge of a stroke.</summary>
    public int Joining => (Noise + Threshold) / 2;

    /// <summary>The levels of an ink map; null if it has no ink.</summary>
    public static InkLevels? Of(GrayImage ink)
    {
        int[] histogram = Histogram.Of(ink.Pixels);
        if (Otsu(histogram) is not { } threshold)
            return null;
        return Above(histogram, threshold) ?? Rare(histogram, ink.Pixels.Length);
    }

    /// <summary>The levels if everything above the threshold is ink; null if that is not far enough above the paper.</summary>
    private static InkLevels? Above(int[] histogram, int threshold)
    {
        int[] paper = histogram[..(threshold + 1)];
        int middle = Histogram.Percentile(paper, 0.5);

        // One standard deviation. The darker side of paper has soft edges of strokes and remains of shadows; the lighter side has only
        // grain.
        int grain = middle - Histogram.Percentile(paper, 0.16);
        int full = threshold + 1 + Histogram.Percentile(histogram.AsSpan(threshold + 1), 0.9);
        if (full - middle < Math.Max(FaintestInk, InkOverGrain * grain))
            return null;
        return new InkLevels(Math.Min(middle + (4 * grain), threshold), threshold, full);
    }

    /// <summary>
    /// The levels if there is so little ink that Otsu's threshold separates light grain from dark: whatever is beyond the reach of grain is
    /// ink.
    /// </summary>
    private static InkLevels? Rare(int[] histogram, int pixels)
    {
        int middle = Histogram.Percentile(histogram, 0.5);
        int threshold = middle + Math.Max(FaintestInk, InkOverGrain * (middle - Histogram.Percentile(histogram, 0.16)));
        return threshold < 255 && histogram.AsSpan(threshold + 1).ToArray().Sum() >= Math.Max(LeastInk, pixels / PixelsOverLeastInk)
            ? Above(histogram, threshold)
            : null;
    }

    /// <summary>Scales the image so that its highest level becomes 255.</summary>
    public static GrayImage StretchToFull(GrayImage digit)
    {
        int most = 1;
        foreach (byte pixel in digit.Pixels)
            most = Math.Max(most, pixel);
        return most == 255 ? digit : digit.Map(pixel => (byte)(255 * pixel / most));
    }

    /// <summary>Maps noise to 0 and full ink to 255 in an ink map.</summary>
    public GrayImage Stretch(GrayImage ink) => ink.Map(Stretch);

    /// <summary>The levels if everything up to <paramref name="noise"/> belongs to the paper, for example its lines.</summary>
    public InkLevels RaiseNoise(int noise) => new(noise, Math.Max(Threshold, noise + ((Full - noise) / 3)), Full);

    /// <summary>Maps a value of an ink map: noise to 0, full ink to 255.</summary>
    public byte Stretch(byte ink) => (byte)Math.Clamp(255 * (ink - Noise) / Math.Max(1, Full - Noise), 0, 255);

    /// <summary>The level with the most variance between the values above it and the rest; null if all values are equal.</summary>
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
