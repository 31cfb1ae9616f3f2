using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>The lines of code that make of a column what is wanted, for messages.</summary>
internal static class FixHints
{
    /// <summary>Labels of classes.</summary>
    public static string ToKey(ColumnShape column) => column.IsScalar ? Conversion("MapValueToKey", column) : OneValue;

    /// <summary>Labels of yes and no.</summary>
    public static string ToBoolean(ColumnShape column)
    {
        if (!column.IsScalar)
            return OneValue;
        if (column.IsKey)
            return Conversion("MapKeyToValue", column, then: "then say which value is true with MapValue");
        return column.ItemType is TextDataViewType
            ? Conversion("MapValue", column, ", new Dictionary<string, bool> { [\"yes\"] = true, [\"no\"] = false }", "with your own words")
            : Conversion("ConvertType", column, ", outputKind: DataKind.Boolean");
    }

    /// <summary>Labels that are numbers, and weights.</summary>
    public static string ToSingle(ColumnShape column)
    {
        if (!column.IsScalar)
            return OneValue;
        return column.IsKey
            ? Conversion("MapKeyToValue", column, then: "then, if its values are no Singles, ConvertType")
            : Conversion("ConvertType", column, ", outputKind: DataKind.Single");
    }

    /// <summary>Features.</summary>
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
            return "Tell the number of values: [VectorType(n)] at the property, or the range of columns where a file is loaded";
        if (isSingle)
            return Line("Concatenate", column, $", \"{column.Name}\"");
        return Conversion(
            "ConvertType",
            column,
            ", outputKind: DataKind.Single",
            column.IsScalar ? $"then Concatenate(\"{column.Name}\", \"{column.Name}\")" : null
        );
    }

    private const string OneValue = "Give a column with one value for each row";

    private static string Conversion(string method, ColumnShape column, string more = "", string? then = null) =>
        Line($"Conversion.{method}", column, more, then);

    private static string Line(string method, ColumnShape column, string more = "", string? then = null) =>
        $"Convert it before: mlContext.Transforms.{method}(\"{column.Name}\"{more}){(then is null ? "" : $", {then}")}";
}
