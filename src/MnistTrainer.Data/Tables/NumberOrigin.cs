namespace MnistTrainer.Data;

/// <summary>
/// What to subtract from the numbers of a column so that a <see cref="float"/>, which has about 7 digits, keeps those in which they differ: seconds since 1970, or the
/// coordinates of a town.
/// </summary>
internal static class NumberOrigin
{
    // By which factor the numbers are larger than they differ, at least; less gains less than three bits.
    private const int LeastFactor = 8;

    // The number of lost numbers falls to this part, at most.
    private const int LeastGain = 4;

    // The share of numbers that may be lost without a word: those with more digits than mean anything.
    private const double Negligible = 0.01;

    /// <summary>Returns the median, or 0 where that keeps no more digits.</summary>
    /// <param name="numbers">The different numbers of a column, in ascending order.</param>
    public static double Of(double[] numbers)
    {
        int lost = Lost(numbers, 0);
        if (lost == 0)
            return 0;
        double median = numbers[numbers.Length / 2];
        double[] distances = [.. numbers.Select(number => Math.Abs(number - median)).Order()];
        double largest = Math.Max(Math.Abs(numbers[0]), Math.Abs(numbers[^1]));
        return largest >= LeastFactor * distances[distances.Length / 2] && Lost(numbers, median) * LeastGain <= lost ? median : 0;
    }

    /// <summary>The number of different numbers that become the same as another one; 0 where that is negligible.</summary>
    /// <param name="numbers">The numbers, in ascending order.</param>
    /// <param name="origin">What is subtracted.</param>
    public static int LostOf(double[] numbers, double origin)
    {
        int lost = Lost(numbers, origin);
        return lost > Negligible * numbers.Length ? lost : 0;
    }

    private static int Lost(double[] numbers, double origin)
    {
        int lost = 0;
        for (int i = 1; i < numbers.Length; i++)
            lost += (float)(numbers[i] - origin) == (float)(numbers[i - 1] - origin) ? 1 : 0;
        return lost;
    }
}
