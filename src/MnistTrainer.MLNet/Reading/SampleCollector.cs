using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Collects rows as bytes as long as all values are integers from 0 to 255, and as floats from the first other value on: pixels take a quarter of
/// the memory. If that is allowed, rows stay sparse as long as they are mostly 0 (<see cref="SparseRows"/>).
/// </summary>
/// <param name="width">The number of values in a row.</param>
/// <param name="expectedRows">The expected number of rows, or null if unknown.</param>
/// <param name="place">The name of the rows in error messages.</param>
/// <param name="allowsSparse">Whether rows may stay sparse. Default: false.</param>
internal sealed class SampleCollector(int width, long? expectedRows, string place, bool allowsSparse = false)
{
    private SparseRows? _sparse = allowsSparse ? new SparseRows(width, place) : null;
    private byte[] _bytes = allowsSparse ? [] : new byte[BytesFor(width, expectedRows)];
    private float[]? _floats;
    private int _count;

    /// <summary>Adds a row.</summary>
    /// <param name="row">The values, finite or NaN, dense or sparse.</param>
    /// <exception cref="InvalidInputException">The values do not fit into an array.</exception>
    public void Add(in VBuffer<float> row)
    {
        if (_sparse is null)
        {
            AddWhole(row);
            return;
        }

        _sparse.Add(row);
        if (!_sparse.AreSparse)
            Expand(_sparse);
    }

    /// <summary>Converts the collected rows to samples. No rows can be added afterwards.</summary>
    public Samples ToSamples(Shape shape, int[]? labels, string[] classNames)
    {
        if (_sparse is not null)
            return _sparse.ToSamples(shape, labels, classNames);
        if (_floats is null)
        {
            Array.Resize(ref _bytes, _count);
            return new Samples<byte>(shape, _bytes, labels, classNames);
        }

        Array.Resize(ref _floats, _count);
        return new Samples<float>(shape, _floats, labels, classNames);
    }

    /// <summary>The error for more values than an array holds.</summary>
    public static InvalidInputException TooManyValues(string place) =>
        new(place, $"at most {Array.MaxLength} values in total", "more", "Train on fewer rows, or set StreamFromDataView = true");

    private static long BytesFor(int width, long? expectedRows) => Math.Min((expectedRows ?? 64) * width, Array.MaxLength);

    private void Expand(SparseRows rows)
    {
        _sparse = null;
        _bytes = new byte[Math.Max(BytesFor(width, expectedRows), Math.Min((long)rows.Count * width, Array.MaxLength))];
        for (int row = 0; row < rows.Count; row++)
            AddWhole(rows.Row(row));
    }

    private void AddWhole(in VBuffer<float> row)
    {
        Reserve();
        if (_floats is null && !TryAddBytes(row))
        {
            _floats = new float[_bytes.Length];
            for (int i = 0; i < _count; i++)
                _floats[i] = _bytes[i];
            _bytes = [];
        }

        if (_floats is not null)
            row.CopyTo(_floats.AsSpan(_count, width));
        _count += width;
    }

    private void Reserve()
    {
        int capacity = _floats?.Length ?? _bytes.Length;
        if (capacity - _count >= width)
            return;
        long wanted = Math.Min(Math.Max(2L * capacity, (long)_count + width), Array.MaxLength);
        if (wanted - _count < width)
            throw TooManyValues(place);
        if (_floats is null)
            Array.Resize(ref _bytes, (int)wanted);
        else
            Array.Resize(ref _floats, (int)wanted);
    }

    private bool TryAddBytes(in VBuffer<float> row)
    {
        ReadOnlySpan<float> values = row.GetValues();
        ReadOnlySpan<int> indices = row.GetIndices();
        Span<byte> destination = _bytes.AsSpan(_count, width);
        if (!row.IsDense)
            destination.Clear();
        for (int i = 0; i < values.Length; i++)
        {
            byte value = (byte)values[i];
            if (value != values[i])
                return false;
            destination[row.IsDense ? i : indices[i]] = value;
        }

        return true;
    }
}
