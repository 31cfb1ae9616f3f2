using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Collects the values of rows that are not 0, as long as few are.</summary>
/// <param name="width">The number of values in a row, with those that are 0.</param>
/// <param name="place">The name of the rows in error messages.</param>
internal sealed class SparseRows(int width, string place)
{
    // A value takes 8 bytes with its column, and as many zeros as pixels take 1 each.
    private const int ValuesForEachKept = 8;

    private readonly List<int> _starts = [0];
    private int[] _columns = [];
    private float[] _values = [];
    private int _kept;

    /// <summary>The number of rows.</summary>
    public int Count => _starts.Count - 1;

    /// <summary>Whether at most an eighth of the values is not 0, so that they take no more memory than with their zeros, even as bytes.</summary>
    public bool AreSparse => (long)_kept * ValuesForEachKept <= (long)Count * width;

    /// <summary>Adds a row.</summary>
    /// <param name="row">The values, finite or NaN, dense or sparse.</param>
    /// <exception cref="InvalidInputException">The values do not fit into an array.</exception>
    public void Add(in VBuffer<float> row)
    {
        ReadOnlySpan<float> values = row.GetValues();
        ReadOnlySpan<int> columns = row.GetIndices();
        Reserve(values.Length);
        for (int i = 0; i < values.Length; i++)
        {
            if (values[i] == 0)
                continue;
            _columns[_kept] = row.IsDense ? i : columns[i];
            _values[_kept++] = values[i];
        }

        _starts.Add(_kept);
    }

    /// <summary>A collected row.</summary>
    public VBuffer<float> Row(int row) =>
        new(width, _starts[row + 1] - _starts[row], _values[_starts[row].._starts[row + 1]], _columns[_starts[row].._starts[row + 1]]);

    /// <summary>Converts the collected rows to samples. No rows can be added afterwards.</summary>
    public SparseSamples ToSamples(Shape shape, int[]? labels, string[] classNames)
    {
        Array.Resize(ref _columns, _kept);
        Array.Resize(ref _values, _kept);
        return new SparseSamples(shape, [.. _starts], _columns, _values, labels, classNames);
    }

    /// <summary>How sparse samples are, for the log.</summary>
    public static string Describe(SparseSamples samples)
    {
        long kept = 0;
        for (int row = 0; row < samples.Count; row++)
            kept += samples.Columns(row).Length;
        return FormattableString.Invariant(
            $"Features stay sparse: of the {samples.Shape.Size} values of a row, {(double)kept / Math.Max(1, samples.Count):F1} are not 0 on average."
        );
    }

    private void Reserve(int more)
    {
        if (_values.Length - _kept >= more)
            return;
        long wanted = Math.Min(Math.Max(2L * _values.Length, (long)_kept + more), Array.MaxLength);
        if (wanted - _kept < more)
            throw SampleCollector.TooManyValues(place);
        Array.Resize(ref _columns, (int)wanted);
        Array.Resize(ref _values, (int)wanted);
    }
}
