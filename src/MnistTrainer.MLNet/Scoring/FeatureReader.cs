using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Reads the features of the row that an input shows.</summary>
internal sealed class FeatureReader(DataViewRow input, DataViewSchema.Column column)
{
    private readonly ValueGetter<VBuffer<float>> _get = input.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _features;

    /// <returns>Whether all are numbers.</returns>
    /// <exception cref="InvalidOperationException">There are more or fewer than the column's type promises.</exception>
    public bool TryRead(Span<float> values)
    {
        _get(ref _features);
        if (_features.Length != values.Length)
        {
            throw new InvalidOperationException(
                $"Row {input.Position} has {_features.Length} features where its column promises {values.Length}."
            );
        }

        _features.CopyTo(values);
        return AreNumbers(values);
    }

    // Only what is not a number differs from itself.
    private static bool AreNumbers(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> some in wide)
        {
            if (!Vector.EqualsAll(some, some))
                return false;
        }

        return !values[(wide.Length * Vector<float>.Count)..].Contains(float.NaN);
    }
}
