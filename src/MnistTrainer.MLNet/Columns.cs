using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Finds the columns that the network reads, and refuses others in the words of ML.NET's own trainers.</summary>
internal static class Columns
{
    /// <summary>More classes than a network's last layer has use for; beyond it a key is most likely a hash.</summary>
    public const int MaximumClasses = 1 << 16;

    /// <summary>The column of labels, a key of 32 bits.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Label(DataViewSchema schema, string name)
    {
        DataViewSchema.Column column = Find(schema, "label", name);
        if (column.Type is not KeyDataViewType key || key.RawType != typeof(uint))
            throw Mismatch(nameof(schema), "label", name, "Key<UInt32>", column.Type);
        if (key.Count > MaximumClasses)
        {
            throw new InvalidInputException(
                $"label column '{name}'", $"a key of at most {MaximumClasses} classes", $"{key.Count}", "Map the labels to keys with MapValueToKey");
        }

        return column;
    }

    /// <summary>The column of features, float vectors of one known size.</summary>
    /// <param name="schema">Where it is looked for.</param>
    /// <param name="name">Its name.</param>
    /// <param name="size">The size that it must have, or 0 for any.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is missing or of another type.</exception>
    public static DataViewSchema.Column Features(DataViewSchema schema, string name, int size = 0)
    {
        DataViewSchema.Column column = Find(schema, "feature", name);
        if (column.Type is not VectorDataViewType { IsKnownSize: true } vector || vector.ItemType != NumberDataViewType.Single)
            throw Mismatch(nameof(schema), "feature", name, "known-size vector of Single", column.Type);
        if (size > 0 && vector.Size != size)
            throw Mismatch(nameof(schema), "feature", name, $"Vector<Single, {size}>", column.Type);
        return column;
    }

    private static DataViewSchema.Column Find(DataViewSchema schema, string role, string name) =>
        schema.GetColumnOrNull(name) ?? throw new ArgumentOutOfRangeException(nameof(schema), $"Could not find {role} column '{name}'");

    private static ArgumentOutOfRangeException Mismatch(string parameter, string role, string name, string expected, DataViewType found) =>
        new(parameter, $"Schema mismatch for {role} column '{name}': expected {expected}, got {found}");
}
