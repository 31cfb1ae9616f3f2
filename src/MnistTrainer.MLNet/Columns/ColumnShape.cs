using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>What both the schema of data and the schema shape of an estimator chain specify about a column.</summary>
/// <param name="Name">The name of the column.</param>
/// <param name="ItemType">The type of its values, or of the items of its vectors.</param>
/// <param name="Kind">Whether its values are scalars, vectors of known size or vectors of variable size.</param>
/// <param name="IsKey">Whether its values are keys.</param>
/// <param name="Description">Its type for messages.</param>
internal sealed record ColumnShape(string Name, DataViewType ItemType, SchemaShape.Column.VectorKind Kind, bool IsKey, string Description)
{
    /// <summary>Whether its values are scalars.</summary>
    public bool IsScalar => Kind == SchemaShape.Column.VectorKind.Scalar;

    /// <summary>Whether its values are scalar 32-bit keys.</summary>
    public bool IsKeyOf32Bits => IsScalar && IsKey && ItemType.RawType == typeof(uint);

    /// <summary>Whether its values are scalars of the given type, not keys.</summary>
    public bool IsScalarOf(DataViewType type) => IsScalar && !IsKey && ItemType.Equals(type);

    /// <summary>Whether its values are vectors of known size of the given type, not keys.</summary>
    public bool IsVectorOf(DataViewType type) => Kind == SchemaShape.Column.VectorKind.Vector && !IsKey && ItemType.Equals(type);

    /// <summary>The shape of a column in the schema of data.</summary>
    public static ColumnShape Of(DataViewSchema.Column column)
    {
        var vector = column.Type as VectorDataViewType;
        DataViewType item = vector?.ItemType ?? column.Type;
        SchemaShape.Column.VectorKind kind =
            vector is null ? SchemaShape.Column.VectorKind.Scalar
            : vector.IsKnownSize ? SchemaShape.Column.VectorKind.Vector
            : SchemaShape.Column.VectorKind.VariableVector;
        return new ColumnShape(column.Name, item, kind, item is KeyDataViewType, $"{column.Type}");
    }

    /// <summary>The shape of a column in the schema shape of an estimator chain.</summary>
    public static ColumnShape Of(SchemaShape.Column column)
    {
        string item = column.IsKey ? $"Key<{column.ItemType}>" : $"{column.ItemType}";
        string description = column.Kind switch
        {
            SchemaShape.Column.VectorKind.Scalar => item,
            SchemaShape.Column.VectorKind.Vector => $"Vector<{item}>",
            _ => $"VarVector<{item}>",
        };
        return new ColumnShape(column.Name, column.ItemType, column.Kind, column.IsKey, description);
    }
}
