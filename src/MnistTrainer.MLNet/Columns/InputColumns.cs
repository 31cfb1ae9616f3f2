using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds and validates the columns that the network reads. Errors have the wording of ML.NET's own trainers, and the line of code that fixes them.</summary>
internal static class InputColumns
{
    /// <summary>A key with more values is most likely a hash, not a set of classes.</summary>
    private const int MaximumClasses = 1 << 16;

    private const string LabelRole = "label",
        FeatureRole = "feature",
        WeightRole = "weight";

    /// <summary>Ensures that a trainer can use the columns of an estimator chain.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or has another type.</exception>
    public static void Check(SchemaShape inputSchema, PredictionTask task, NeuralNetworkTrainer.Options options)
    {
        ColumnShape Find(string role, string name) =>
            inputSchema.Where(column => column.Name == name).ToArray() is [SchemaShape.Column column, ..]
                ? ColumnShape.Of(column)
                : throw Missing(role, name, inputSchema.Select(column => column.Name));

        task.CheckLabel(Find(LabelRole, options.LabelColumnName));
        CheckFeatures(Find(FeatureRole, options.FeatureColumnName));
        CategoricalColumns.Check(inputSchema, options.CategoricalColumnNames);
        if (options.ExampleWeightColumnName is string weight)
            CheckWeight(Find(WeightRole, weight));
    }

    /// <summary>Finds the label column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or does not have the type of the task.</exception>
    public static DataViewSchema.Column Label(DataViewSchema inputSchema, PredictionTask task, string name)
    {
        DataViewSchema.Column column = Find(inputSchema, LabelRole, name);
        task.CheckLabel(column);
        if (column.Type is KeyDataViewType { Count: > MaximumClasses } key)
        {
            throw new InvalidInputException(
                $"label column '{name}'",
                $"a key of at most {MaximumClasses} classes",
                $"{key.Count}",
                $"Map the labels to keys without hashing: mlContext.Transforms.Conversion.MapValueToKey(\"{name}\")"
            );
        }

        return column;
    }

    /// <summary>The number of classes of a key column.</summary>
    public static int ClassCount(DataViewSchema.Column label) => (int)((KeyDataViewType)label.Type).Count;

    /// <summary>Finds the feature column, a known-size vector of floats.</summary>
    /// <param name="inputSchema">The schema to search.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="size">The required size, or 0 for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or has another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema inputSchema, string name, int size = 0)
    {
        DataViewSchema.Column column = Find(inputSchema, FeatureRole, name);
        CheckFeatures(ColumnShape.Of(column));
        if (size > 0 && ((VectorDataViewType)column.Type).Size != size)
            throw Mismatch(
                FeatureRole,
                ColumnShape.Of(column),
                $"Vector<Single, {size}>",
                "Use the features that the network was trained on"
            );
        return column;
    }

    /// <summary>Finds the example weight column.</summary>
    /// <param name="inputSchema">The schema to search.</param>
    /// <param name="name">The name of the column, or null for none.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or has another type.</exception>
    public static DataViewSchema.Column? Weight(DataViewSchema inputSchema, string? name)
    {
        if (name is null)
            return null;
        DataViewSchema.Column column = Find(inputSchema, WeightRole, name);
        CheckWeight(ColumnShape.Of(column));
        return column;
    }

    /// <summary>The error for a column that does not have the type its role requires.</summary>
    public static ArgumentOutOfRangeException Mismatch(string role, ColumnShape found, string expected, string remedy) =>
        SchemaError(
            "inputSchema",
            $"Schema mismatch for {role} column '{found.Name}': expected {expected}, got {found.Description}. {remedy}."
        );

    /// <summary>The error for a label column of another type.</summary>
    public static ArgumentOutOfRangeException LabelMismatch(ColumnShape found, string expected, string remedy) =>
        Mismatch(LabelRole, found, expected, remedy);

    /// <summary>The slot names of a column of known-size vectors; null for a slot without one.</summary>
    public static string?[] SlotNames(DataViewSchema.Column column)
    {
        string?[] all = new string?[((VectorDataViewType)column.Type).Size];
        if (!column.HasSlotNames())
            return all;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        foreach (KeyValuePair<int, ReadOnlyMemory<char>> name in names.Items().Where(item => !item.Value.IsEmpty))
            all[name.Key] = $"{name.Value}";
        return all;
    }

    private static void CheckFeatures(ColumnShape column)
    {
        if (column.Kind != SchemaShape.Column.VectorKind.Vector || column.IsKey || !column.ItemType.Equals(NumberDataViewType.Single))
            throw Mismatch(FeatureRole, column, "known-size vector of Single", FixHints.ToFeatures(column));
    }

    private static void CheckWeight(ColumnShape column)
    {
        if (!column.IsScalarOf(NumberDataViewType.Single))
            throw Mismatch(WeightRole, column, "Single", FixHints.ToSingle(column));
    }

    /// <summary>Finds a column.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing.</exception>
    public static DataViewSchema.Column Find(DataViewSchema inputSchema, string role, string name) =>
        inputSchema.GetColumnOrNull(name) ?? throw Missing(role, name, inputSchema.Select(column => column.Name));

    private static ArgumentOutOfRangeException Missing(string role, string name, IEnumerable<string> names) =>
        SchemaError(
            "inputSchema",
            $"Could not find {role} column '{name}'. Name one of the existing columns, {string.Join(", ", names.Distinct())}, or add it to the pipeline."
        );

    /// <summary>The error for columns that cannot be read.</summary>
    public static ArgumentOutOfRangeException SchemaError(string parameter, string message) => new(parameter, message);
}
