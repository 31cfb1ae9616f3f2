namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Samples that store only nonzero values, row by row (compressed sparse rows), for the counts of n-grams and other wide rows that are mostly 0. A row takes 8 bytes
/// per nonzero value, regardless of its width.
/// </summary>
public sealed class SparseSamples : Samples
{
    private readonly int[] _starts;
    private readonly int[] _columns;
    private readonly float[] _values;

    // If this is a selection of rows that shares the values of a larger set: the index of each of its rows there.
    private readonly int[]? _rows;

    /// <summary>Wraps values without copying them; the caller must not change them afterward.</summary>
    /// <param name="shape">The shape of one row.</param>
    /// <param name="starts">The start of each row in the next two arrays, followed by their length: one more entry than there are rows.</param>
    /// <param name="columns">The column of each value, from 0 to <c>shape.Size - 1</c>; ascending within a row.</param>
    /// <param name="values">The values in these columns; all other values are 0.</param>
    /// <param name="labels">The class index of each row, or null if there are no labels.</param>
    /// <param name="classNames">The name of each class; empty without labels.</param>
    /// <exception cref="ArgumentException">The lengths do not match, columns are not ascending within a row, or a label has no class name.</exception>
    public SparseSamples(Shape shape, int[] starts, int[] columns, float[] values, int[]? labels, IReadOnlyList<string> classNames)
        : base(shape, CountRows(starts), new Supervision(labels, classNames))
    {
        ArgumentNullException.ThrowIfNull(columns);
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length, columns.Length, nameof(values));
        ArgumentOutOfRangeException.ThrowIfNotEqual(starts[0], 0, nameof(starts));
        ArgumentOutOfRangeException.ThrowIfNotEqual(starts[^1], columns.Length, nameof(starts));
        (_starts, _columns, _values) = (starts, columns, values);
        for (int row = 0; row < Count; row++)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(starts[row + 1], starts[row], nameof(starts));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(starts[row + 1], columns.Length, nameof(starts));
            CheckRow(row, columns.AsSpan(starts[row]..starts[row + 1]), shape.Size);
        }
    }

    private SparseSamples(SparseSamples other, int[]? rows, Supervision supervision)
        : base(other.Shape, rows?.Length ?? other.Count, supervision) =>
        (_starts, _columns, _values, _rows) = (other._starts, other._columns, other._values, rows);

    /// <summary>The columns of a row's values, in ascending order.</summary>
    /// <param name="row">From 0 to <c>Count - 1</c>.</param>
    public ReadOnlySpan<int> Columns(int row)
    {
        (int start, int end) = RangeOf(row);
        return _columns.AsSpan(start, end - start);
    }

    /// <summary>The values in these columns.</summary>
    /// <param name="row">From 0 to <c>Count - 1</c>.</param>
    public ReadOnlySpan<float> Values(int row)
    {
        (int start, int end) = RangeOf(row);
        return _values.AsSpan(start, end - start);
    }

    /// <inheritdoc/>
    public override void CopyRow(int row, Span<float> destination)
    {
        ReadOnlySpan<int> columns = Columns(row);
        ReadOnlySpan<float> values = Values(row);
        destination[..Shape.Size].Clear();
        for (int i = 0; i < columns.Length; i++)
            destination[columns[i]] = values[i];
    }

    /// <inheritdoc/>
    public override Samples Subset(ReadOnlySpan<int> rows)
    {
        int[] shared = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)rows[i], (uint)Count, nameof(rows));
            shared[i] = _rows is null ? rows[i] : _rows[rows[i]];
        }

        return new SparseSamples(this, shared, Supervision.Select(rows));
    }

    private protected override Samples WithSupervision(Supervision supervision) => new SparseSamples(this, _rows, supervision);

    private (int Start, int End) RangeOf(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        int own = _rows is null ? row : _rows[row];
        return (_starts[own], _starts[own + 1]);
    }

    private static void CheckRow(int row, ReadOnlySpan<int> columns, int width)
    {
        int previous = -1;
        foreach (int column in columns)
        {
            if (column <= previous || column >= width)
                throw new ArgumentException(
                    $"Row {row} has column {column} after column {previous}: columns must be in ascending order within a row and below {width}.",
                    nameof(columns)
                );
            previous = column;
        }
    }

    private static int CountRows(int[] starts)
    {
        ArgumentNullException.ThrowIfNull(starts);
        ArgumentOutOfRangeException.ThrowIfZero(starts.Length, nameof(starts));
        return starts.Length - 1;
    }
}
