using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>What is known of a column both from data and from the shape that a chain of estimators foretells.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ItemType">The type of its values, or of those in its vectors.</param>
/// <param name="Kind">Whether it has single values or vectors, and these one size.</param>
/// <param name="IsKey">Whether its values are keys.</param>
/// <param name="Description">Its type in words.</param>
internal sealed record ColumnShape(string Name, DataViewType ItemType, SchemaShape.Column.VectorKind Kind, bool IsKey, string Description)
{
    /// <summary>Whether it has single values.</summary>
    public bool IsScalar => Kind == SchemaShape.Column.VectorKind.Scalar;

    /// <summary>Whether it has single values that are keys of 32 bits.</summary>
    public bool IsKeyOf32Bits => IsScalar && IsKey && ItemType.RawType == typeof(uint);

    /// <summary>Whether it has single values of a type.</summary>
    public bool IsScalarOf(DataViewType type) => IsScalar && !IsKey && ItemType.Equals(type);

    /// <summary>The shape of a column of data.</summary>
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

    /// <summary>The shape that a chain foretells.</summary>
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
