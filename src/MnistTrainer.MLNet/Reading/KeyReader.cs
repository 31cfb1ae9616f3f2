using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Reads the categories of the current row as numbers: 0 for a missing one, 1 for the first value.</summary>
/// <param name="row">The row.</param>
/// <param name="columns">Columns of keys.</param>
internal sealed class KeyReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column> columns)
{
    private readonly Keys[] _columns = [.. columns.Select(column => Of(row, column))];

    /// <summary>Reads the categories.</summary>
    /// <param name="values">The destination, with a value for each.</param>
    public void Read(Span<float> values)
    {
        foreach (Keys column in _columns)
            values = values[column.Read(values)..];
    }

    private static Keys Of(DataViewRow row, DataViewSchema.Column column) =>
        column.Type is VectorDataViewType vector
            ? new VectorKeys(row.GetGetter<VBuffer<uint>>(column), vector.Size)
            : new ScalarKeys(row.GetGetter<uint>(column));

    private abstract class Keys
    {
        /// <summary>Reads the keys of a column.</summary>
        /// <returns>How many there are.</returns>
        public abstract int Read(Span<float> values);
    }

    private sealed class ScalarKeys(ValueGetter<uint> get) : Keys
    {
        public override int Read(Span<float> values)
        {
            uint key = 0;
            get(ref key);
            values[0] = key;
            return 1;
        }
    }

    private sealed class VectorKeys(ValueGetter<VBuffer<uint>> get, int size) : Keys
    {
        private VBuffer<uint> _keys;

        public override int Read(Span<float> values)
        {
            get(ref _keys);
            if (_keys.Length != size)
                throw new InvalidOperationException(
                    $"A vector of keys has {_keys.Length} values, not {size}. Return vectors of the size that the schema declares."
                );
            values[..size].Clear();
            ReadOnlySpan<uint> keys = _keys.GetValues();
            ReadOnlySpan<int> places = _keys.GetIndices();
            for (int i = 0; i < keys.Length; i++)
                values[_keys.IsDense ? i : places[i]] = keys[i];
            return size;
        }
    }
}
