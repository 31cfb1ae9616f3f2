using System.Collections.Immutable;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds and validates the columns of keys that the network reads as categories, and lists everything that is wrong with them.</summary>
internal static class CategoricalColumns
{
    private const string ToKey = "Convert it first: mlContext.Transforms.Conversion.MapValueToKey(\"";

    /// <summary>The names that cannot be those of categories whatever the data is, a clause each.</summary>
    public static IEnumerable<string> Violations(NeuralNetworkTrainer.Options options)
    {
        ImmutableArray<string> names = options.CategoricalColumnNames;
        if (names.IsDefault)
            yield return "CategoricalColumnNames must be a list, which may be empty";
        if (names.IsDefaultOrEmpty)
            yield break;
        if (names.Any(string.IsNullOrEmpty))
            yield return "CategoricalColumnNames must not contain an empty name";
        foreach (IGrouping<string, string> same in names.GroupBy(name => name ?? "").Where(same => same.Count() > 1))
            yield return $"CategoricalColumnNames must contain '{same.Key}' once, not {same.Count()} times";
        foreach (
            (string role, string? name) in ((string, string?)[])
                [("label", options.LabelColumnName), ("feature", options.FeatureColumnName), ("weight", options.ExampleWeightColumnName)]
        )
        {
            if (name is not null && names.Contains(name))
                yield return $"CategoricalColumnNames must not contain '{name}', which is the {role} column";
        }

        if (options.Scaling is not null)
            yield return $"Scaling must be null with CategoricalColumnNames, not {options.Scaling}: keys are not scaled";
        if (options.InputShape is Shape shape)
            yield return $"InputShape must be null with CategoricalColumnNames, not {shape}: features are then a vector";
        if (options.Network.NeedsImage)
            yield return "CategoricalColumnNames must be empty with layers of images";
        if (options.Layers is [CategoryEmbedding, ..])
            yield return "Layers must not begin with category-embedding with CategoricalColumnNames, which adds that layer";
    }

    /// <summary>Ensures that columns of an estimator chain can be categories.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They cannot; the message lists everything that is wrong.</exception>
    public static void Check(SchemaShape inputSchema, ImmutableArray<string> names) =>
        Check(
            names,
            name => inputSchema.Where(column => column.Name == name).Select(ColumnShape.Of).FirstOrDefault(),
            inputSchema.Select(column => column.Name)
        );

    /// <summary>Finds the columns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">One is missing or has another type; the message lists everything that is wrong.</exception>
    public static ImmutableArray<DataViewSchema.Column> Find(DataViewSchema inputSchema, ImmutableArray<string> names)
    {
        Check(
            names,
            name => inputSchema.GetColumnOrNull(name) is DataViewSchema.Column column ? ColumnShape.Of(column) : null,
            inputSchema.Select(column => column.Name)
        );
        return names.IsDefault ? [] : [.. names.Select(name => inputSchema[name])];
    }

    /// <summary>The number of values of each category, of which a vector of keys has several.</summary>
    public static ImmutableArray<ulong> CountsOf(IEnumerable<DataViewSchema.Column> columns) =>
        [.. columns.SelectMany(column => Enumerable.Repeat(((KeyDataViewType)ColumnShape.Of(column).ItemType).Count, WidthOf(column)))];

    /// <summary>The number of categories in a column.</summary>
    public static int WidthOf(DataViewSchema.Column column) => column.Type is VectorDataViewType vector ? vector.Size : 1;

    /// <summary>The layer that gives each category its vectors; null without categories.</summary>
    /// <exception cref="InvalidInputException">There are too many values; the message lists the columns that have too many.</exception>
    public static CategoryEmbedding? LayerOf(IReadOnlyList<DataViewSchema.Column> columns)
    {
        if (columns.Count == 0)
            return null;
        string[] violations =
        [
            .. columns
                .Select(column => (column.Name, ((KeyDataViewType)ColumnShape.Of(column).ItemType).Count))
                .Where(one => one.Count > CategoryEmbedding.MaximumValues)
                .Select(one => $"column '{one.Name}' has keys of {one.Count} values, more than {CategoryEmbedding.MaximumValues}"),
        ];
        CategoryEmbedding? layer = violations.Length > 0 ? null : new([.. CountsOf(columns).Select(count => (int)count)]);
        if (layer is { VectorValues: <= CategoryEmbedding.MaximumVectorValues })
            return layer;
        string found =
            violations.Length > 0
                ? string.Join("; ", violations)
                : $"{string.Join(" and ", columns.Select(column => $"'{column.Name}' of {WidthOf(column)} x {((KeyDataViewType)ColumnShape.Of(column).ItemType).Count} values"))}";
        throw new InvalidInputException(
            "CategoricalColumnNames",
            $"vectors of at most {CategoryEmbedding.MaximumVectorValues} values together, {new CategoryEmbedding().Width} for each value of a category",
            found,
            "Keep the most frequent values: MapValueToKey with maximumNumberOfKeys, or hash into fewer: Conversion.Hash with numberOfBits"
        );
    }

    /// <summary>Ensures that columns have the numbers of values that a network was trained with.</summary>
    /// <exception cref="ArgumentOutOfRangeException">They have not.</exception>
    public static void CheckCounts(IReadOnlyList<DataViewSchema.Column> columns, CategoryEmbedding embedding)
    {
        ImmutableArray<ulong> counts = CountsOf(columns);
        if (!counts.SequenceEqual(embedding.Values.Select(count => (ulong)count)))
            throw InputColumns.SchemaError(
                "inputSchema",
                $"Schema mismatch for categorical columns {string.Join(", ", columns.Select(column => $"'{column.Name}'"))}: expected keys of {string.Join(", ", embedding.Values)} values, got {string.Join(", ", counts)}. Use the keys that the network was trained on."
            );
    }

    private static void Check(ImmutableArray<string> names, Func<string, ColumnShape?> find, IEnumerable<string> existing)
    {
        if (names.IsDefaultOrEmpty)
            return;
        string[] violations = [.. names.Select(name => Violation(name, find(name))).OfType<string>()];
        if (violations.Length == 0)
            return;
        string all = violations.Any(violation => violation.StartsWith("Could not", StringComparison.Ordinal))
            ? $" Existing columns are {string.Join(", ", existing.Distinct())}."
            : "";
        throw InputColumns.SchemaError("inputSchema", string.Join(" ", violations) + all);
    }

    private static string? Violation(string name, ColumnShape? column) =>
        column is null ? $"Could not find categorical column '{name}'."
        : column is { IsKey: true, Kind: not SchemaShape.Column.VectorKind.VariableVector } && column.ItemType.RawType == typeof(uint)
            ? null
        : $"Schema mismatch for categorical column '{name}': expected Key<UInt32> or a known-size vector of it, got {column.Description}. {Remedy(column)}.";

    private static string Remedy(ColumnShape column) =>
        column.Kind == SchemaShape.Column.VectorKind.VariableVector
            ? "Specify the size of the vector: [VectorType(n)] on the property, or [LoadColumn(first, last)] for a file"
        : column.IsKey ? $"{ToKey}{column.Name}\"), after MapKeyToValue"
        : $"{ToKey}{column.Name}\")";
}
