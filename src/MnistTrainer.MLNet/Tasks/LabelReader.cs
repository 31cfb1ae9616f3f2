using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Reads the label of a row's current position.</summary>
/// <param name="label">Receives it: a class index or numbers; NaN where one is missing. As long as the task's width of a label.</param>
internal delegate void LabelReader(Span<float> label);

/// <summary>Readers of labels that are vectors.</summary>
internal static class VectorLabel
{
    /// <summary>Creates a reader of vectors of floats. What is infinite is missing.</summary>
    /// <param name="row">The row to read from.</param>
    /// <param name="column">The label column.</param>
    public static LabelReader OfSingles(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<float>> get = row.GetGetter<VBuffer<float>>(column);
        VBuffer<float> value = default;
        return label =>
        {
            get(ref value);
            CheckSize(row, column, value.Length, label.Length);
            value.CopyTo(label);
            foreach (ref float one in label)
                one = float.IsFinite(one) ? one : float.NaN;
        };
    }

    /// <summary>Creates a reader of vectors of Booleans: 1 for true.</summary>
    /// <param name="row">The row to read from.</param>
    /// <param name="column">The label column.</param>
    public static LabelReader OfBooleans(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<VBuffer<bool>> get = row.GetGetter<VBuffer<bool>>(column);
        VBuffer<bool> value = default;
        return label =>
        {
            get(ref value);
            CheckSize(row, column, value.Length, label.Length);
            label.Clear();
            foreach (KeyValuePair<int, bool> item in value.Items())
                label[item.Key] = item.Value ? 1 : 0;
        };
    }

    private static void CheckSize(DataViewRow row, DataViewSchema.Column column, int found, int expected)
    {
        if (found != expected)
            throw new InvalidOperationException(
                $"Label column '{column.Name}', row {row.Position}: expected {expected} values, found {found}. Return vectors of the size that the schema declares."
            );
    }
}
