namespace MnistTrainer.NeuralNetwork;

/// <summary>The center and the scale that <see cref="FeatureStatistics"/> give a column.</summary>
internal static class ColumnScale
{
    // A deviation that is this many times that of the other values consists of outliers alone: clipping would then leave nearly one number for all other values. With 100 columns,
    // each with a value so far away that the deviation is 18 times as large, a network was as accurate as without; with 50 times, it learned nothing. No column of the 19 tables in
    // the documentation has more than 13 times; a log-normal column whose logarithms have the deviation 2 has 2 to 4 times.
    private const double OutlierFactor = 20;

    // The share of the values away from the center that may be outliers.
    private const double OutlierShare = 0.01;

    /// <summary>Returns the center and the scale.</summary>
    /// <param name="sorted">The values that were kept, ascending.</param>
    /// <param name="range">The smallest and the largest of all values.</param>
    public static (float Center, float Scale) Of(float[] sorted, (float Low, float High) range)
    {
        // A flag that one row in a million has may not occur in the rows counted. It is kept nevertheless.
        if (range is (0 or 1, 0 or 1) && range.Low != range.High && IsBinary(sorted))
            return (0, 1);
        if (range.Low >= range.High)
            return (range.Low, 0);
        if (sorted.Length == 0 || sorted[0] == sorted[^1])
            return (sorted.Length == 0 ? range.Low : sorted[0], Inverse((double)range.High - range.Low));
        bool keepsZeros = IsMostlyZero(sorted);
        (double center, double deviation) = Spread(sorted, keepsZeros);
        (double usualCenter, double usual) = Spread(WithoutOutliers(sorted, keepsZeros), keepsZeros);
        if (usual > 0 && deviation > OutlierFactor * usual)
            (center, deviation) = (usualCenter, usual);
        return ((float)center, Inverse(deviation));
    }

    /// <summary>Whether more than half of the values are 0.</summary>
    public static bool IsMostlyZero(float[] values) => values.Count(value => value == 0) > values.Length / 2;

    /// <summary>Whether all values are 0 or 1.</summary>
    public static bool IsBinary(float[] values) => values.All(value => value is 0 or 1);

    private static (double Center, double Deviation) Spread(float[] values, bool keepsZeros)
    {
        double center = keepsZeros ? 0 : values.Average(value => (double)value);
        return (center, Math.Sqrt(values.Average(value => (value - center) * (value - center))));
    }

    // All but the farthest from the median, or from 0. Both ends of sorted values are the farthest that are left.
    private static float[] WithoutOutliers(float[] sorted, bool keepsZeros)
    {
        double middle = keepsZeros ? 0 : sorted[sorted.Length / 2];
        int outliers = Math.Max(1, (int)(OutlierShare * sorted.Count(value => value != middle))),
            first = 0,
            end = sorted.Length;
        for (; outliers > 0; outliers--)
        {
            if (middle - sorted[first] > sorted[end - 1] - middle)
                first++;
            else
                end--;
        }

        return sorted[first..end];
    }

    // The inverse of the smallest numbers is infinite.
    private static float Inverse(double deviation) => (float)Math.Min(1 / deviation, float.MaxValue);
}
