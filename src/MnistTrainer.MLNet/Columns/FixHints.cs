using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Error message remedies: the line of code that converts a column to the required type.</summary>
internal static class FixHints
{
    /// <summary>For the label of multiclass classification.</summary>
    public static string ToKey(ColumnShape column) => column.IsScalar ? Conversion("MapValueToKey", column) : ScalarColumn;

    /// <summary>For the label of binary classification.</summary>
    public static string ToBoolean(ColumnShape column)
    {
        if (!column.IsScalar)
            return ScalarColumn;
        if (column.IsKey)
            return Conversion("MapKeyToValue", column, then: "then MapValue with the value that means true");
        return column.ItemType is TextDataViewType
            ? Conversion(
                "MapValue",
                column,
                ", new Dictionary<string, bool> { [\"yes\"] = true, [\"no\"] = false }",
                "with your own values"
            )
            : Conversion("ConvertType", column, ", outputKind: DataKind.Boolean");
    }

    /// <summary>For the label of regression, and for weights.</summary>
    public static string ToSingle(ColumnShape column)
    {
        if (!column.IsScalar)
            return ScalarColumn;
        return column.IsKey
            ? Conversion("MapKeyToValue", column, then: "then ConvertType if its values are not floats")
            : Conversion("ConvertType", column, ", outputKind: DataKind.Single");
    }

    /// <summary>For features.</summary>
    public static string ToFeatures(ColumnShape column)
    {
        bool isSingle = column.ItemType.Equals(NumberDataViewType.Single);
        if (column.IsKey)
            return Conversion("MapKeyToVector", column);
        if (column.ItemType is TextDataViewType)
            return Line("Text.FeaturizeText", column);
        if (column.IsScalar && column.ItemType is not PrimitiveDataViewType)
            return Line("ExtractPixels", column);
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            return "Specify the size of the vector: [VectorType(n)] on the property, or [LoadColumn(first, last)] for a file";
        if (isSingle)
            return Line("Concatenate", column, $", \"{column.Name}\"");
        return Conversion(
            "ConvertType",
            column,
            ", outputKind: DataKind.Single",
            column.IsScalar ? $"then Concatenate(\"{column.Name}\", \"{column.Name}\")" : null
        );
    }

    private const string ScalarColumn = "Name a column with one value per row";

    private static string Conversion(string method, ColumnShape column, string more = "", string? then = null) =>
        Line($"Conversion.{method}", column, more, then);

    private static string Line(string method, ColumnShape column, string more = "", string? then = null) =>
        $"Convert it first: mlContext.Transforms.{method}(\"{column.Name}\"{more}){(then is null ? "" : $", {then}")}";
}
