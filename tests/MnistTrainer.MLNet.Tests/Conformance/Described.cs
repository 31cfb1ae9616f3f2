using System.Globalization;
using System.Reflection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet.Tests;

/// <summary>Columns as text, with all that is known of them, so that they can be compared.</summary>
internal static class Described
{
    /// <summary>Name, type, and every annotation with its type and value, in the order of their names.</summary>
    public static string Column(DataViewSchema.Column column) =>
        string.Join('\n', Annotations(column).Prepend($"{column.Name}: {column.Type}"));

    /// <summary>Every annotation with its type and value, in the order of their names.</summary>
    public static IEnumerable<string> Annotations(DataViewSchema.Column column) =>
        column
            .Annotations.Schema.Select(annotation => $"{annotation.Name}: {annotation.Type} = {ValueOf(column, annotation.Name)}")
            .Order(StringComparer.Ordinal);

    /// <summary>The value of an annotation, its items with commas between them.</summary>
    public static string ValueOf(DataViewSchema.Column column, string annotation)
    {
        DataViewType type = column.Annotations.Schema[annotation].Type;
        (string method, Type item) = type is VectorDataViewType vector
            ? (nameof(Vector), vector.ItemType.RawType)
            : (nameof(Scalar), type.RawType);
        return (string)
            typeof(Described)
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
