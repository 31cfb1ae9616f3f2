using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Reads the features of the current row.</summary>
/// <param name="input">The row.</param>
/// <param name="column">The feature column.</param>
/// <param name="acceptsMissing">Whether the network reads a missing value as the center of its column.</param>
internal sealed class FeatureReader(DataViewRow input, DataViewSchema.Column column, bool acceptsMissing)
{
    private readonly ValueGetter<VBuffer<float>> _get = input.GetGetter<VBuffer<float>>(column);
    private VBuffer<float> _features;

    /// <summary>Reads the features.</summary>
    /// <param name="values">The destination.</param>
    /// <returns>Whether they can be scored: no feature is NaN, or the network accepts that.</returns>
    /// <exception cref="InvalidOperationException">The vector does not have the size of the column's type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(Span<float> values)
    {
        _get(ref _features);
        if (_features.Length != values.Length)
        {
            throw new InvalidOperationException(
                $"Feature column '{column.Name}', row {input.Position}: expected {values.Length} values, found {_features.Length}. Return vectors of the size that the schema declares."
            );
        }

        _features.CopyTo(values);
        return acceptsMissing || HasNoNaN(values);
    }

    // NaN is the only value not equal to itself.
    private static bool HasNoNaN(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<Vector<float>> wide = MemoryMarshal.Cast<float, Vector<float>>(values);
        foreach (Vector<float> vector in wide)
        {
            if (!Vector.EqualsAll(vector, vector))
                return false;
        }

        return !values[(wide.Length * Vector<float>.Count)..].Contains(float.NaN);
    }
}
