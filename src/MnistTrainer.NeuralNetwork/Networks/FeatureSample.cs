namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Collects the rows of a table, one by one, for <see cref="FeatureStatistics"/>: the range of every column and whether values are missing, over all rows; and the
/// values of some rows. Not thread-safe.
/// </summary>
public sealed class FeatureSample
{
    /// <summary>The maximum number of rows whose values are kept: evenly spaced, or drawn at random if the number of rows is not known.</summary>
    public const int MaximumRows = 10_000;

    // Fewer rows of wide tables are kept, so that they take at most 64 MiB.
    private const int MaximumValues = 1 << 24;

    private readonly float[] _low;
    private readonly float[] _high;
    private readonly bool[] _missing;
    private readonly float[]?[] _kept;
    private readonly long? _rows;
    private readonly Random _random;
    private long _seen;
    private int _taken;

    /// <param name="width">The number of columns.</param>
    /// <param name="rows">The number of rows that will be added, or null if it is not known.</param>
    /// <param name="seed">The seed for drawing rows if their number is not known. Default: 1.</param>
    public FeatureSample(int width, long? rows, ulong seed = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _low = new float[width];
        _high = new float[width];
        Array.Fill(_low, float.PositiveInfinity);
        Array.Fill(_high, float.NegativeInfinity);
        _missing = new bool[width];
        _rows = rows;
        _kept = new float[]?[(int)Math.Min(rows ?? MaximumRows, Math.Clamp(MaximumValues / width, 1, MaximumRows))];
        _random = new Random(unchecked((int)seed));
    }

    /// <summary>The indices of columns with missing values, from 0.</summary>
    public IEnumerable<int> ColumnsWithMissing => Enumerable.Range(0, _missing.Length).Where(i => _missing[i]);

    /// <summary>The number of rows added.</summary>
    public long Count => _seen;

    /// <summary>Adds a row.</summary>
    /// <param name="row">The values; NaN for missing values.</param>
    public void Add(ReadOnlySpan<float> row)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(row.Length, _low.Length, nameof(row));
        for (int i = 0; i < row.Length; i++)
        {
            if (float.IsNaN(row[i]))
                _missing[i] = true;
            else
                (_low[i], _high[i]) = (Math.Min(_low[i], row[i]), Math.Max(_high[i], row[i]));
        }

        int place = Place();
        if (place >= 0)
            _kept[place] = row.ToArray();
        _seen++;
    }

    /// <summary>The smallest and the largest value of a column in all rows; from 0 to 0 if all are missing.</summary>
    /// <param name="column">From 0.</param>
    public (float Low, float High) Range(int column) => _low[column] > _high[column] ? (0, 0) : (_low[column], _high[column]);

    /// <summary>The values of every column in the rows kept, sorted and without missing values.</summary>
    internal float[][] SortedColumns()
    {
        float[][] columns = new float[_low.Length][];
        for (int i = 0; i < columns.Length; i++)
        {
            int column = i;
            columns[i] = [.. _kept.OfType<float[]>().Select(row => row[column]).Where(value => !float.IsNaN(value))];
            Array.Sort(columns[i]);
        }

        return columns;
    }

    // The index at which the next row is kept; negative if it is not kept.
    private int Place()
    {
        if (_rows is long rows)
            return _taken < _kept.Length && _seen == _taken * rows / _kept.Length ? _taken++ : -1;

        // Each row with the same probability: Vitter 1985, algorithm R.
        long place = _seen < _kept.Length ? _seen : _random.NextInt64(_seen + 1);
        return place < _kept.Length ? (int)place : -1;
    }
}
