using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds the columns that the network reads, and rejects others in the words of ML.NET's own trainers, with the line of code that mends them.</summary>
internal static class InputColumns
{
    /// <summary>More classes than a network's last layer has use for; beyond it a key is most likely a hash.</summary>
    private const int MaximumClasses = 1 << 16;

    private const string LabelRole = "label",
        FeatureRole = "feature",
        WeightRole = "weight";

    /// <summary>Sees to it that a trainer can use the columns that a chain foretells.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A column is missing or of another type.</exception>
    public static void Check(SchemaShape inputSchema, LearningTask task, NeuralNetworkTrainer.Options options)
    {
        ColumnShape Find(string role, string name) =>
            inputSchema.Where(column => column.Name == name).ToArray() is [SchemaShape.Column column, ..]
                ? ColumnShape.Of(column)
                : throw Missing(role, name, inputSchema.Select(one => one.Name));

        task.CheckLabel(Find(LabelRole, options.LabelColumnName));
        CheckFeatures(Find(FeatureRole, options.FeatureColumnName));
        if (options.ExampleWeightColumnName is string weight)
            CheckWeight(Find(WeightRole, weight));
    }

    /// <summary>The column of labels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type than the task's.</exception>
    public static DataViewSchema.Column Label(DataViewSchema inputSchema, LearningTask task, string name)
    {
        DataViewSchema.Column column = Find(inputSchema, LabelRole, name);
        task.CheckLabel(ColumnShape.Of(column));
        if (column.Type is KeyDataViewType { Count: > MaximumClasses } key)
        {
            throw new InvalidInputException(
                $"label column '{name}'",
                $"a key of at most {MaximumClasses} classes",
                $"{key.Count}",
                "Map the labels to keys with MapValueToKey"
            );
        }

        return column;
    }

    /// <summary>The number of classes of a label column that is a key.</summary>
    public static int ClassCount(DataViewSchema.Column label) => (int)((KeyDataViewType)label.Type).Count;

    /// <summary>The column of features, float vectors of one known size.</summary>
    /// <param name="inputSchema">Where it is looked for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="size">The size that it must have, or 0 for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema inputSchema, string name, int size = 0)
    {
        DataViewSchema.Column column = Find(inputSchema, FeatureRole, name);
        CheckFeatures(ColumnShape.Of(column));
        if (size > 0 && ((VectorDataViewType)column.Type).Size != size)
            throw Mismatch(
                FeatureRole,
                ColumnShape.Of(column),
                $"Vector<Single, {size}>",
                "Give the features that the network was trained on"
            );
        return column;
    }

    /// <summary>The column of weights, or null where there is none.</summary>
    /// <param name="inputSchema">Where it is looked for.</param>
    /// <param name="name">Its name, or null.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column? Weight(DataViewSchema inputSchema, string? name)
    {
        if (name is null)
            return null;
        DataViewSchema.Column column = Find(inputSchema, WeightRole, name);
        CheckWeight(ColumnShape.Of(column));
        return column;
    }

    /// <summary>Says that a column is of another type than a role asks for.</summary>
    public static ArgumentOutOfRangeException Mismatch(string role, ColumnShape found, string expected, string remedy) =>
        Rejection(
            "inputSchema",
            $"Schema mismatch for {role} column '{found.Name}': expected {expected}, got {found.Description}. {remedy}."
        );

    /// <summary>Says that a column is of another type than a label's.</summary>
    public static ArgumentOutOfRangeException LabelMismatch(ColumnShape found, string expected, string remedy) =>
        Mismatch(LabelRole, found, expected, remedy);

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

    private static DataViewSchema.Column Find(DataViewSchema inputSchema, string role, string name) =>
        inputSchema.GetColumnOrNull(name) ?? throw Missing(role, name, inputSchema.Select(column => column.Name));

    private static ArgumentOutOfRangeException Missing(string role, string name, IEnumerable<string> names) =>
        Rejection(
            "inputSchema",
            $"Could not find {role} column '{name}'. Name one of the columns that there are, {string.Join(", ", names.Distinct())}, or make it."
        );

    private static ArgumentOutOfRangeException Rejection(string parameter, string message) => new(parameter, message);
}
