using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>The values that a column of the input has in a block of rows, so that rows can be read ahead of the one that is shown.</summary>
internal abstract class BufferedColumn
{
    /// <summary>Whether values of a type can be kept: scalars and vectors of them. Others, such as images, belong to their cursor.</summary>
    public static bool CanKeep(DataViewType type) =>
        type is PrimitiveDataViewType or VectorDataViewType { ItemType: PrimitiveDataViewType };

    /// <summary>An empty buffer.</summary>
    /// <param name="input">Where values come from.</param>
    /// <param name="column">An active column of a type that can be kept.</param>
    public static BufferedColumn Create(DataViewRow input, DataViewSchema.Column column)
    {
        Type type = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Scalars<>).MakeGenericType(column.Type.RawType);
        return (BufferedColumn)Activator.CreateInstance(type, input, column)!;
    }

    /// <summary>Makes room for rows; those kept are lost.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Keeps the value of the row that the input shows.</summary>
    /// <param name="row">Its place in the block.</param>
    public abstract void Read(int row);

    /// <summary>A <see cref="ValueGetter{TValue}"/> of the column.</summary>
    /// <param name="current">The place in the block of the row that is shown.</param>
    public abstract Delegate ToGetter(Func<int> current);

    private sealed class Scalars<T>(DataViewRow input, DataViewSchema.Column column) : BufferedColumn
    {
        private readonly ValueGetter<T> _get = input.GetGetter<T>(column);
        private T[] _values = [];

        public override void Reserve(int rows) => _values = new T[rows];

        public override void Read(int row) => _get(ref _values[row]);

        public override Delegate ToGetter(Func<int> current) => (ValueGetter<T>)((ref T value) => value = _values[current()]);
    }

    private sealed class Vectors<T>(DataViewRow input, DataViewSchema.Column column) : BufferedColumn
    {
        private readonly ValueGetter<VBuffer<T>> _get = input.GetGetter<VBuffer<T>>(column);
        private VBuffer<T>[] _values = [];

        public override void Reserve(int rows) => _values = new VBuffer<T>[rows];

        public override void Read(int row) => _get(ref _values[row]);

        public override Delegate ToGetter(Func<int> current) =>
            (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[current()].CopyTo(ref value));
    }
}
