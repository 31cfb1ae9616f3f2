using System.Numerics;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Samples that store each value as a <typeparamref name="T"/>: <see cref="byte"/> for pixels and other whole numbers from 0 to 255,
/// <see cref="float"/> for anything else.
/// </summary>
/// <typeparam name="T"><see cref="byte"/> or <see cref="float"/>.</typeparam>
public sealed class Samples<T> : Samples
    where T : unmanaged, INumberBase<T>
{
    private readonly T[] _values;

    // If this is a selection of rows that shares the values of a larger set: the index of each of its rows there.
    private readonly int[]? _rows;

    /// <summary>Wraps values without copying them; the caller must not change them afterward.</summary>
    /// <param name="shape">The shape of one row.</param>
    /// <param name="values">All rows one after the other; the length is a multiple of <c>shape.Size</c>.</param>
    /// <param name="labels">The class index of each row, or null if there are no labels.</param>
    /// <param name="classNames">The name of each class; empty without labels.</param>
    /// <exception cref="ArgumentException">The lengths do not match, or a label has no class name.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is neither byte nor float.</exception>
    public Samples(Shape shape, T[] values, int[]? labels, IReadOnlyList<string> classNames)
        : base(shape, CountRows(shape, values), new Supervision(labels, classNames))
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(float))
            throw new NotSupportedException($"Samples have bytes or floats, not {typeof(T).Name}.");
        _values = values;
    }

    /// <summary>Wraps values with their labels or targets.</summary>
    internal Samples(Shape shape, T[] values, Supervision supervision)
        : base(shape, CountRows(shape, values), supervision) => _values = values;

    private Samples(Samples<T> other, int[]? rows, Supervision supervision)
        : base(other.Shape, rows?.Length ?? other.Count, supervision)
    {
        _values = other._values;
        _rows = rows;
    }

    /// <summary>All values, for reading many short pieces of rows; <see cref="Start"/> is where a row begins.</summary>
    internal ReadOnlySpan<T> Values => _values;

    /// <summary>The values of one row, <c>Shape.Size</c> of them, row 0 to <c>Count - 1</c>.</summary>
    public ReadOnlySpan<T> Row(int row) => _values.AsSpan(Start(row), Shape.Size);

    /// <inheritdoc/>
    public override void CopyRow(int row, Span<float> destination)
    {
        ReadOnlySpan<T> values = Row(row);
        for (int i = 0; i < values.Length; i++)
            destination[i] = float.CreateTruncating(values[i]);
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

        return new Samples<T>(this, shared, Supervision.Select(rows));
    }

    /// <summary>
    /// These rows followed by the rows of another set. Values are copied once. If only one set has weights, the rows of the other have the weight 1.
    /// </summary>
    /// <param name="other">Rows of the same shape, with the same classes, and with labels or targets if these rows have them.</param>
    /// <exception cref="ArgumentException">The two sets do not match.</exception>
    public Samples<T> Concat(Samples<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Shape != Shape)
            throw new ArgumentException($"Rows of {other.Shape} do not match rows of {Shape}.", nameof(other));
        Supervision supervision = Supervision.Concat(other.Supervision, Count, other.Count);
        T[] values = new T[checked((Count + other.Count) * Shape.Size)];
        for (int row = 0; row < Count; row++)
            Row(row).CopyTo(values.AsSpan(row * Shape.Size));
        for (int row = 0; row < other.Count; row++)
            other.Row(row).CopyTo(values.AsSpan((Count + row) * Shape.Size));
        return new Samples<T>(Shape, values, supervision);
    }

    /// <summary>Where a row begins in <see cref="Values"/>.</summary>
    internal int Start(int row)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Count, nameof(row));
        return (_rows is null ? row : _rows[row]) * Shape.Size;
    }

    private protected override Samples WithSupervision(Supervision supervision) => new Samples<T>(this, _rows, supervision);

    private static int CountRows(Shape shape, T[] values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ArgumentOutOfRangeException.ThrowIfNotEqual(values.Length % shape.Size, 0, nameof(values));
        return values.Length / shape.Size;
    }
}
