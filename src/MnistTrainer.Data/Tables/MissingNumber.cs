using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>
/// Numbers that stand for a missing value in some tables: of nines alone, in several cells, and far from the others or the only negative one, such as -999; and -1 among many
/// numbers above 0.
/// </summary>
internal static class MissingNumber
{
    private const int FewestCells = 2;
    private const int FewestOthers = 3;

    // -1 is a code among few numbers, and the next one below 0.
    private const int FewestAboveOne = 10;

    /// <summary>Returns the texts that may be such numbers, and how many cells have each.</summary>
    /// <param name="texts">The texts of a column.</param>
    /// <param name="numbers">The number of each.</param>
    public static (string Text, int Count)[] Find(ColumnTexts texts, double[] numbers)
    {
        int[] nines = [.. Enumerable.Range(0, numbers.Length).Where(i => IsOfNines(numbers[i]))];
        double[] others = [.. numbers.Where(number => !IsOfNines(number))];
        if (nines.Length == 0)
            return FindMinusOne(texts, numbers);
        if (others.Length < FewestOthers)
            return [];
        (double smallest, double largest) = (others.Min(), others.Max());
        return
        [
            .. nines
                .Where(i => texts.Counts[i] >= FewestCells && (IsFar(numbers[i]) || (numbers[i] < 0 && smallest >= 0)))
                .Select(i => (texts.Values[i], texts.Counts[i])),
        ];

        bool IsFar(double number) => Math.Max(smallest - number, number - largest) >= largest - smallest;
    }

    private static (string Text, int Count)[] FindMinusOne(ColumnTexts texts, double[] numbers)
    {
        int at = Array.IndexOf(numbers, -1);
        return
            at >= 0
            && texts.Counts[at] >= FewestCells
            && numbers.Length > FewestAboveOne
            && Array.TrueForAll(numbers, number => number > 0 || number == -1)
            ? [(texts.Values[at], texts.Counts[at])]
            : [];
    }

    /// <summary>Whether a number is of nines alone, and large enough to stand for a missing value.</summary>
    public static bool IsOfNines(double number) =>
        Math.Abs(number) >= 99
        && Math.Abs(number) < 1e9
        && Math.Abs(number).ToString("R", CultureInfo.InvariantCulture).All(digit => digit == '9');
}
