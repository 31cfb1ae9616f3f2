namespace MnistTrainer.Data;

/// <summary>
/// Whether a column of numbers is the label in the same or another unit, found row by row: all rows are on the line through those of the smallest and the largest label so far.
/// </summary>
/// <param name="smallest">The smallest label of all.</param>
/// <param name="largest">The largest.</param>
internal sealed class LabelLine(double smallest, double largest)
{
    // Of the range of the label, and of the numbers, which are floats.
    private const double Tolerance = 1e-6;
    private const double Rounding = 1.0 / (1 << 23);

    private (double X, double Y) _first = (0, double.PositiveInfinity);
    private (double X, double Y) _last = (0, double.NegativeInfinity);

    /// <summary>Whether all rows so far are on a line.</summary>
    public bool IsLine { get; private set; } = true;

    /// <summary>Adds a row.</summary>
    /// <param name="x">The number.</param>
    /// <param name="y">The label.</param>
    public void Add(double x, double y)
    {
        if (!IsLine)
            return;
        if (y < _first.Y)
            _first = (x, y);
        if (y > _last.Y)
            _last = (x, y);
        if (_first.Y == _last.Y)
        {
            IsLine = x == _first.X;
            return;
        }

        double slope = (_last.Y - _first.Y) / (_last.X - _first.X);
        IsLine = double.IsFinite(slope) && IsOn(_first, slope, largest - smallest, (x, y));
    }

    /// <summary>Whether a row is on a line, but for rounding to float.</summary>
    /// <param name="first">A row on it.</param>
    /// <param name="slope">Its slope.</param>
    /// <param name="range">The range of the label.</param>
    /// <param name="row">The row.</param>
    public static bool IsOn((double X, double Y) first, double slope, double range, (double X, double Y) row)
    {
        double off = Math.Abs(first.Y + (slope * (row.X - first.X)) - row.Y),
            most = (Tolerance * range) + (Rounding * (Math.Abs(row.Y) + Math.Abs(slope * row.X) + Math.Abs(slope * first.X)));
        return off <= most;
    }
}
