namespace MnistTrainer.Imaging;

/// <summary>Counts the 256 levels of an image and evaluates the counts.</summary>
internal static class Histogram
{
    /// <summary>The number of values of each level.</summary>
    public static int[] Of(ReadOnlySpan<byte> values)
    {
        int[] histogram = new int[256];
        foreach (byte value in values)
            histogram[value]++;
        return histogram;
    }

    /// <summary>The lowest level that the given share of the counts does not exceed; 0 if there are none.</summary>
    public static int Percentile(ReadOnlySpan<int> histogram, double share)
    {
        long all = 0;
        foreach (int count in histogram)
            all += count;
        return Level(histogram, (long)Math.Ceiling(all * share) - 1);
    }

    /// <summary>The level at a zero-based position in the sorted values; 0 for positions before the first.</summary>
    public static int Level(ReadOnlySpan<int> histogram, long place)
    {
        int level = 0;
        for (long counted = histogram[0]; counted <= place; counted += histogram[level])
            level++;
        return level;
    }
}
