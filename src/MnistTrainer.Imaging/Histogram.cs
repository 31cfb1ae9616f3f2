namespace MnistTrainer.Imaging;

/// <summary>Counts of the 256 levels of an image, and what is read from them.</summary>
internal static class Histogram
{
    /// <summary>How many of the values are of each level.</summary>
    public static int[] Of(ReadOnlySpan<byte> values)
    {
        int[] histogram = new int[256];
        foreach (byte value in values)
            histogram[value]++;
        return histogram;
    }

    /// <summary>The least level that this share of the counts does not exceed; the first level where there are none.</summary>
    public static int Percentile(ReadOnlySpan<int> histogram, double share)
    {
        long all = 0;
        foreach (int count in histogram)
            all += count;
        return Level(histogram, (long)Math.Ceiling(all * share) - 1);
    }

    /// <summary>The level of the value at a place, counted from 0, if all were sorted; the first level for places before them.</summary>
    public static int Level(ReadOnlySpan<int> histogram, long place)
    {
        int level = 0;
        for (long counted = histogram[0]; counted <= place; counted += histogram[level])
            level++;
        return level;
    }
}
