using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Columns with their annotations as text, for comparison.</summary>
internal static class SchemaText
{
    /// <summary>The name and type of a column, and its annotations as in <see cref="Annotations"/>.</summary>
    public static string Column(DataViewSchema.Column column) =>
        string.Join('\n', Annotations(column).Prepend($"{column.Name}: {column.Type}"));

    /// <summary>The annotations of a column with type and value, sorted by name.</summary>
    public static IEnumerable<string> Annotations(DataViewSchema.Column column) =>
        column
            .Annotations.Schema.Select(annotation => $"{annotation.Name}: {annotation.Type} = {ValueOf(column, annotation.Name)}")
            .Order(StringComparer.Ordinal);

    /// <summary>The value of an annotation, its items separated by commas.</summary>
    public static string ValueOf(DataViewSchema.Column column, string annotation)
    {
        DataViewType type = column.Annotations.Schema[annotation].Type;
        (string method, Type item) = type is VectorDataViewType vector
            ? (nameof(Vector), vector.ItemType.RawType)
            : (nameof(Scalar), type.RawType);
        return (string)
            typeof(SchemaText)
                .GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(item)
                .Invoke(null, [column.Annotations, annotation])!;
    }

    private static string Scalar<T>(DataViewSchema.Annotations annotations, string name)
    {
        T value = default!;
        annotations.GetValue(name, ref value);
        return Text(value);
    }

    private static string Vector<T>(DataViewSchema.Annotations annotations, string name)
    {
        VBuffer<T> values = default;
        annotations.GetValue(name, ref values);
        return string.Join(',', values.DenseValues().Select(Text));
    }

    private static string Text<T>(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
