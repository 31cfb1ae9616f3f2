using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds the columns that the network reads, and refuses others in the words of ML.NET's own trainers.</summary>
internal static class Columns
{
    /// <summary>More classes than a network's last layer has use for; beyond it a key is most likely a hash.</summary>
    private const int MaximumClasses = 1 << 16;

    /// <summary>The column of labels, a key of 32 bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Label(DataViewSchema inputSchema, string name)
    {
        DataViewSchema.Column column = Find(inputSchema, "label", name);
        if (column.Type is not KeyDataViewType key || key.RawType != typeof(uint))
            throw Mismatch(nameof(inputSchema), "label", name, "Key<UInt32>", column.Type);
        if (key.Count > MaximumClasses)
        {
            throw new InvalidInputException(
                $"label column '{name}'",
                $"a key of at most {MaximumClasses} classes",
                $"{key.Count}",
                "Map the labels to keys with MapValueToKey");
        }

        return column;
    }

    /// <summary>The number of classes of a label column.</summary>
    public static int ClassCount(DataViewSchema.Column label) => (int)((KeyDataViewType)label.Type).Count;

    /// <summary>The column of features, float vectors of one known size.</summary>
    /// <param name="inputSchema">Where it is looked for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="size">The size that it must have, or 0 for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema inputSchema, string name, int size = 0)
    {
        DataViewSchema.Column column = Find(inputSchema, "feature", name);
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw Mismatch(nameof(inputSchema), "feature", name, "known-size vector of Single", column.Type);
        if (size > 0 && vector.Size != size)
            throw Mismatch(nameof(inputSchema), "feature", name, $"Vector<Single, {size}>", column.Type);
        return column;
    }

    private static DataViewSchema.Column Find(DataViewSchema inputSchema, string role, string name) =>
        inputSchema.GetColumnOrNull(name)
        ?? throw new ArgumentOutOfRangeException(nameof(inputSchema), $"Could not find {role} column '{name}'");

    private static ArgumentOutOfRangeException Mismatch(string parameter, string role, string name, string expected, DataViewType found) =>
        new(parameter, $"Schema mismatch for {role} column '{name}': expected {expected}, got {found}");
}
