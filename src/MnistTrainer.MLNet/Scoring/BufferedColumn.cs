using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Buffers the values of an input column for a block of rows, so that a cursor can read ahead of its current row.</summary>
internal abstract class BufferedColumn
{
    /// <summary>Whether values of a type can be buffered: scalars and vectors of them. Others, such as images, belong to their cursor.</summary>
    public static bool CanBuffer(DataViewType type) =>
        type is PrimitiveDataViewType or VectorDataViewType { ItemType: PrimitiveDataViewType };

    /// <summary>Creates an empty buffer.</summary>
    /// <param name="input">The row to read from.</param>
    /// <param name="column">An active column of a type that can be buffered.</param>
    public static BufferedColumn Create(DataViewRow input, DataViewSchema.Column column)
    {
        Type type = column.Type is VectorDataViewType vector
            ? typeof(Vectors<>).MakeGenericType(vector.ItemType.RawType)
            : typeof(Scalars<>).MakeGenericType(column.Type.RawType);
        return (BufferedColumn)Activator.CreateInstance(type, input, column)!;
    }

    /// <summary>Allocates space for a block and discards the buffered values.</summary>
    public abstract void Reserve(int rows);

    /// <summary>Buffers the value of the current row.</summary>
    /// <param name="row">The index of the row in the block.</param>
    public abstract void Read(int row);

    /// <summary>Creates a <see cref="ValueGetter{TValue}"/> for the column.</summary>
    /// <param name="current">Returns the index of the current row in the block.</param>
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
