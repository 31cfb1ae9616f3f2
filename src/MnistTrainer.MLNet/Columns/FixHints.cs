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
            return $"{ScalarColumn}, or use BinaryClassification.Trainers.NeuralNetworkMultiLabel";
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
    /// <param name="column">The column.</param>
    /// <param name="ofVectors">The method for vectors, or null.</param>
    public static string ToSingle(ColumnShape column, string? ofVectors = null)
    {
        if (!column.IsScalar)
            return ofVectors is null ? ScalarColumn : $"{ScalarColumn}, or use {ofVectors}";
        return column.IsKey
            ? Conversion("MapKeyToValue", column, then: "then ConvertType if its values are not floats")
            : Conversion("ConvertType", column, ", outputKind: DataKind.Single");
    }

    /// <summary>For a label that is a vector.</summary>
    /// <param name="column">The column.</param>
    /// <param name="kind">The type of its values.</param>
    public static string ToVector(ColumnShape column, DataKind kind)
    {
        if (column.Kind == SchemaShape.Column.VectorKind.VariableVector)
            return SizedVector;
        if (column.IsScalar)
            return Line("Concatenate", column, ", \"First\", \"Second\"", "with the columns of the labels");
        return column.IsKey
            ? Conversion("MapKeyToVector", column, ", outputCountVector: true", $"then ConvertType with outputKind: DataKind.{kind}")
            : Conversion("ConvertType", column, $", outputKind: DataKind.{kind}");
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
            return SizedVector;
        if (isSingle)
            return Line("Concatenate", column, $", \"{column.Name}\"");
        return Conversion(
            "ConvertType",
            column,
            ", outputKind: DataKind.Single",
            column.IsScalar ? $"then Concatenate(\"{column.Name}\", \"{column.Name}\")" : null
        );
    }

    private const string SizedVector =
        "Specify the size of the vector: [VectorType(n)] on the property, or [LoadColumn(first, last)] for a file";

    private const string ScalarColumn = "Name a column with one value per row";

    private static string Conversion(string method, ColumnShape column, string more = "", string? then = null) =>
        Line($"Conversion.{method}", column, more, then);

    private static string Line(string method, ColumnShape column, string more = "", string? then = null) =>
        $"Convert it first: mlContext.Transforms.{method}(\"{column.Name}\"{more}){(then is null ? "" : $", {then}")}";
}
