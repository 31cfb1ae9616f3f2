namespace MnistTrainer.Data;

/// <summary>The sum of the numbers of a column but for the last row, which may hold it.</summary>
/// <param name="Sum">The sum of the rows above the last one.</param>
/// <param name="Size">The sum of their absolute values.</param>
/// <param name="Last">The number of the last row; NaN if it is missing.</param>
internal sealed record TotalSum(double Sum = 0, double Size = 0, double Last = double.NaN)
{
    /// <summary>The sum of a column.</summary>
    /// <param name="column">The column, which has rows or is added as nothing.</param>
    /// <param name="format">How its numbers are written.</param>
    public static TotalSum Of(TextColumn column, NumberFormat format)
    {
        double[] values = Array.ConvertAll([.. column.Texts], format.ValueOf);
        double sum = 0,
            size = 0;
        for (int row = 0; row < column.Count - 1; row++)
        {
            double value = values[column.Cells[row]];
            if (!double.IsFinite(value))
                continue;
            sum += value;
            size += Math.Abs(value);
        }

        return new TotalSum(sum, size, column.Count == 0 ? double.NaN : values[column.Cells[^1]]);
    }

    /// <summary>The sum of these rows and of those behind them.</summary>
    public TotalSum Then(TotalSum next) =>
        double.IsFinite(Last)
            ? new TotalSum(Sum + Last + next.Sum, Size + Math.Abs(Last) + next.Size, next.Last)
            : new TotalSum(Sum + next.Sum, Size + next.Size, next.Last);

    /// <summary>Whether the last row holds the sum, but for a share of the size.</summary>
    public bool IsTotal(double tolerance) => Size > 0 && Math.Abs(Last - Sum) <= tolerance * Size;
}
