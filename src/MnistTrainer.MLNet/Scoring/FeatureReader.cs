using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace MnistTrainer.MLNet;

/// <summary>Reads the features of the current row and, behind them, its categories.</summary>
/// <param name="input">The row.</param>
/// <param name="columns">The columns.</param>
/// <param name="acceptsMissing">Whether the network reads a missing value as the center of its column.</param>
internal sealed class FeatureReader(DataViewRow input, NetworkColumns columns, bool acceptsMissing)
{
    private readonly ValueGetter<VBuffer<float>> _get = input.GetGetter<VBuffer<float>>(columns.Features);
    private readonly KeyReader? _keys = columns.Categories.IsEmpty ? null : new KeyReader(input, columns.Categories);
    private readonly int _categories = columns.Categories.Sum(CategoricalColumns.WidthOf);
    private VBuffer<float> _features;

    /// <summary>Reads the features and categories.</summary>
    /// <param name="values">The destination.</param>
    /// <returns>Whether they can be scored: no feature is NaN, or the network accepts that.</returns>
    /// <exception cref="InvalidOperationException">The vector does not have the size of the column's type.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryRead(Span<float> values)
    {
        if (_keys is not null)
        {
            _keys.Read(values[^_categories..]);
            values = values[..^_categories];
        }

        _get(ref _features);
        if (_features.Length != values.Length)
        {
            throw new InvalidOperationException(
                $"Feature column '{columns.Features.Name}', row {input.Position}: expected {values.Length} values, found {_features.Length}. Return vectors of the size that the schema declares."
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
