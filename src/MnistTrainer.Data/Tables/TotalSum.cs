namespace MnistTrainer.Data;

/// <summary>The sum of the numbers of a column but for the last row, which may hold it, or their mean.</summary>
/// <param name="Sum">The sum of the rows above the last one.</param>
/// <param name="Size">The sum of their absolute values.</param>
/// <param name="Count">How many of them have a number.</param>
/// <param name="Smallest">The smallest of their numbers.</param>
/// <param name="Largest">The largest of their numbers.</param>
/// <param name="Last">The number of the last row; NaN if it is missing.</param>
internal sealed record TotalSum(
    double Sum = 0,
    double Size = 0,
    long Count = 0,
    double Smallest = double.PositiveInfinity,
    double Largest = double.NegativeInfinity,
    double Last = double.NaN
)
{
    /// <summary>Whether the numbers above the last row differ.</summary>
    public bool Varies => Smallest < Largest;

    /// <summary>The sum of a column.</summary>
    /// <param name="column">The column, which has rows or is added as nothing.</param>
    /// <param name="format">How its numbers are written.</param>
    public static TotalSum Of(TextColumn column, NumberFormat format)
    {
        double[] values = Array.ConvertAll([.. column.Texts], format.ValueOf);
        double sum = 0,
            size = 0,
            smallest = double.PositiveInfinity,
            largest = double.NegativeInfinity;
        long count = 0;
        for (int row = 0; row < column.Count - 1; row++)
        {
            double value = values[column.Cells[row]];
            if (!double.IsFinite(value))
                continue;
            count++;
            sum += value;
            size += Math.Abs(value);
            smallest = Math.Min(smallest, value);
            largest = Math.Max(largest, value);
        }

        return new TotalSum(sum, size, count, smallest, largest, column.Count == 0 ? double.NaN : values[column.Cells[^1]]);
    }

    /// <summary>The sum of these rows and of those behind them.</summary>
    public TotalSum Then(TotalSum next)
    {
        bool isNumber = double.IsFinite(Last);
        return new TotalSum(
            Sum + next.Sum + (isNumber ? Last : 0),
            Size + next.Size + (isNumber ? Math.Abs(Last) : 0),
            Count + next.Count + (isNumber ? 1 : 0),
            Math.Min(isNumber ? Math.Min(Smallest, Last) : Smallest, next.Smallest),
            Math.Max(isNumber ? Math.Max(Largest, Last) : Largest, next.Largest),
            next.Last
        );
    }

    /// <summary>Whether the last row holds the sum, but for a share of the size, of more than one number: none is as large.</summary>
    public bool IsTotal(double tolerance) =>
        Math.Abs(Last) > Math.Max(Math.Abs(Smallest), Math.Abs(Largest)) && Math.Abs(Last - Sum) <= tolerance * Size;

    /// <summary>Whether the last row holds the mean, but for a share of the range.</summary>
    public bool IsMean(double tolerance) => Varies && Math.Abs(Last - (Sum / Count)) <= tolerance * (Largest - Smallest);
}
