namespace MnistTrainer.Data;

/// <summary>
/// What to subtract from the numbers of a column so that a <see cref="float"/>, which has about 7 digits, keeps those in which they differ: seconds since 1970, or the
/// coordinates of a town.
/// </summary>
internal static class NumberOrigin
{
    // By which factor the numbers are larger than they differ, at least; less gains less than three bits.
    private const int LeastFactor = 8;

    // Of numbers that a float reads as another one, so many more are read as themselves.
    private const int LeastGain = 4;

    // The share of numbers that may be lost without a word: those with more digits than mean anything.
    private const double Negligible = 0.01;

    /// <summary>Returns the median, or 0 where that keeps no more digits.</summary>
    /// <param name="numbers">The different numbers of a column.</param>
    public static double Of(double[] numbers)
    {
        int lost = Lost(numbers, 0);
        if (lost == 0)
            return 0;
        double median = Median(numbers);
        double spread = Median([.. numbers.Select(number => Math.Abs(number - median))]);
        return numbers.Max(Math.Abs) >= LeastFactor * spread && Lost(numbers, median) * LeastGain <= lost ? median : 0;
    }

    /// <summary>The number of different numbers that become the same as another one; 0 where that is negligible.</summary>
    /// <param name="numbers">The numbers.</param>
    /// <param name="origin">What is subtracted.</param>
    public static int LostOf(double[] numbers, double origin)
    {
        int lost = Lost(numbers, origin);
        return lost > Negligible * numbers.Length ? lost : 0;
    }

    private static int Lost(double[] numbers, double origin) =>
        numbers.Distinct().Count() - numbers.Select(number => (float)(number - origin)).Distinct().Count();

    private static double Median(double[] numbers)
    {
        double[] sorted = [.. numbers.Order()];
        return sorted[sorted.Length / 2];
    }
}
