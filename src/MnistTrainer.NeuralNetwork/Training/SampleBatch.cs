using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A batch of samples as the first layer's input. Values stay bytes: a slice of rows is scaled into floats just before it is used, or,
/// where most values are zero, never written out at all.
/// </summary>
internal abstract unsafe class SampleBatch : LayerInput
{
    // Up to this share of values that are not zero, adding the rows of weights that they pick is faster than the dense product.
    private const double SparseDensity = 0.4;
    private const int RowsMeasured = 512;

    /// <summary>The rows of the samples that make up the batch.</summary>
    public abstract void Take(ReadOnlySpan<int> rows);

    /// <summary>The class of a row of the batch.</summary>
    public abstract int Label(int row);

    /// <summary>A batch over samples of either kind.</summary>
    /// <param name="samples">Where rows come from.</param>
    /// <param name="scaling">How values become inputs.</param>
    /// <param name="capacity">The most rows a batch has.</param>
    public static SampleBatch Over(Samples samples, InputScaling scaling, int capacity) => samples switch
    {
        Samples<byte> bytes => new SampleBatch<byte>(bytes, scaling, capacity, IsSparse(bytes)),
        Samples<float> floats => new SampleBatch<float>(floats, scaling, capacity, IsSparse(floats)),
        _ => throw new NotSupportedException(),
    };

    /// <summary>A batch of one row, which is best read as the list of what is not zero, however many that are.</summary>
    public static SampleBatch OfOne(Samples samples, InputScaling scaling) => samples switch
    {
        Samples<byte> bytes => new SampleBatch<byte>(bytes, scaling, capacity: 1, isSparse: true),
        Samples<float> floats => new SampleBatch<float>(floats, scaling, capacity: 1, isSparse: true),
        _ => throw new NotSupportedException(),
    };

    private static bool IsSparse<T>(Samples<T> samples)
        where T : unmanaged, INumberBase<T>
    {
        long nonZero = 0;
        int step = Math.Max(1, samples.Count / RowsMeasured), measured = 0;
        for (int row = 0; row < samples.Count; row += step, measured++)
        {
            ReadOnlySpan<T> values = samples.Row(row);
            nonZero += values.Length - values.Count(T.Zero);
        }

        return nonZero <= SparseDensity * measured * samples.Shape.Size;
    }
}

/// <summary>See <see cref="SampleBatch"/>.</summary>
internal sealed unsafe class SampleBatch<T> : SampleBatch
    where T : unmanaged, INumberBase<T>
{
    private readonly Samples<T> _samples;
    private readonly InputScaling _scaling;
    private readonly int[] _batchRows;
    private readonly FloatBuffer? _rows;

    public SampleBatch(Samples<T> samples, InputScaling scaling, int capacity, bool isSparse)
    {
        _samples = samples;
        _scaling = scaling;
        _batchRows = new int[capacity];
        Width = samples.Shape.Size;
        _rows = isSparse ? null : new FloatBuffer(checked(capacity * Width));
    }

    public override int Width { get; }

    public override float* Rows => _rows is null ? null : _rows.Pointer;

    public override float Background => _scaling.Offset;

    public override void Take(ReadOnlySpan<int> rows) => rows.CopyTo(_batchRows);

    public override int Label(int row) => _samples.Labels[_batchRows[row]];

    public override void Fill(int fromRow, int toRow)
    {
        if (_rows is null)
            return;
        for (int row = fromRow; row < toRow; row++)
        {
            Span<float> scaled = _rows.Span.Slice(row * Width, Width);
            _samples.CopyRow(_batchRows[row], scaled);
            Elementwise.Map<Scale>(scaled, _scaling.Factor);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int NonZeros(int row, int from, int to, int* column, float* value)
    {
        ReadOnlySpan<T> values = _samples.Row(_batchRows[row])[from..to];
        int count = 0;
        ref T first = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= values.Length - Vector128<T>.Count; i += Vector128<T>.Count)
        {
            Vector128<T> block = Vector128.LoadUnsafe(ref first, (nuint)i);
            uint set = ~Vector128.Equals(block, Vector128<T>.Zero).ExtractMostSignificantBits() & (uint)((1UL << Vector128<T>.Count) - 1);
            for (; set != 0; set &= set - 1)
                count = Append(count, i + BitOperations.TrailingZeroCount(set), values, from, column, value);
        }

        for (; i < values.Length; i++)
        {
            if (values[i] != T.Zero)
                count = Append(count, i, values, from, column, value);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Append(int count, int i, ReadOnlySpan<T> values, int from, int* column, float* value)
    {
        column[count] = from + i;
        value[count] = float.CreateTruncating(values[i]) * _scaling.Factor;
        return count + 1;
    }

    private readonly struct Scale : IUnaryFunction
    {
        public static Vector<float> Apply(Vector<float> x, float parameter) => x * parameter;
    }
}
