using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A batch of samples as the first layer's input. Pixels stay bytes: a slice of rows is scaled to floats just before use or, if most values
/// are zero, is never written out at all.
/// </summary>
internal abstract unsafe class SampleBatch : LayerInput
{
    // Up to this fraction of nonzero values, adding up the corresponding rows of weights is faster than the dense product.
    private const double SparseDensity = 0.4;
    private const int RowsSampled = 512;

    /// <summary>Sets the rows of the samples that make up the batch.</summary>
    /// <param name="rows">The row numbers.</param>
    /// <param name="step">The number of the step that trains on them, from 1; selects the random streams of the rows.</param>
    public abstract void Take(ReadOnlySpan<int> rows, long step = 0);

    /// <summary>Prefetches a row of the samples that will be taken soon, where that helps.</summary>
    public virtual void Prefetch(int row) { }

    /// <summary>The row of the samples at a row of the batch.</summary>
    public abstract int SampleRow(int row);

    /// <summary>The samples that rows are read from: once a row is filled, they have its values, augmented.</summary>
    public abstract Samples Source { get; }

    /// <summary>The row of <see cref="Source"/> at a row of the batch.</summary>
    public abstract int SourceRow(int row);

    /// <summary>What has been drawn at random for some rows of the batch and is needed to <see cref="FillDrawn"/> them elsewhere. Default: nothing.</summary>
    public virtual Span<byte> Drawn(int fromRow, int toRow) => [];

    /// <summary>Makes rows ready to be read, of which everything random has been drawn.</summary>
    public virtual void FillDrawn(int fromRow, int toRow) => Fill(fromRow, toRow, worker: 0);

    /// <summary>The weight of a row of the batch.</summary>
    public abstract float Weight(int row);

    /// <summary>Creates a batch of samples of either element type.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="network">The network that reads them.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    public static SampleBatch Over(Samples samples, Network network, int capacity) =>
        Create(samples, network, capacity, AreSparse(samples, network) ? null : new RowBuffer(samples.Shape.Size, capacity), gathers: true);

    /// <summary>Creates a batch whose rows are only scored.</summary>
    /// <param name="samples">The samples.</param>
    /// <param name="network">The network that reads them.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    /// <param name="threads">The number of threads.</param>
    public static SampleBatch ToScore(Samples samples, Network network, int capacity, int threads) =>
        Create(samples, network, capacity, RowsOf(samples, network, capacity, threads, isTraining: false), gathers: false);

    /// <summary>Creates a batch for training, augmented if the options have an augmentation.</summary>
    /// <param name="samples">The samples; bytes if they are augmented.</param>
    /// <param name="network">The network to train.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    /// <param name="options">The training options.</param>
    public static SampleBatch ToTrainOn(Samples samples, Network network, int capacity, TrainingOptions options) =>
        options.Augmentation is null
            ? Create(
                samples,
                network,
                capacity,
                RowsOf(samples, network, capacity, options.EffectiveThreads, isTraining: true),
                gathers: true
            )
            : new AugmentedBatch((Samples<byte>)samples, network, capacity, options);

    /// <summary>Creates a batch of one row. A single row is always fastest in sparse form, whatever its density.</summary>
    public static SampleBatch OfOne(Samples samples, Network network) =>
        Create(samples, network, 1, network.Kernels[0].ReadsRows ? new RowBuffer(samples.Shape.Size, capacity: 1) : null, gathers: false);

    /// <summary>The memory for rows as floats; null where most values are zero and the first layer reads the others alone.</summary>
    private protected static RowBuffer? RowsOf(Samples samples, Network network, int capacity, int threads, bool isTraining) =>
        AreSparse(samples, network)
            ? null
            : new RowBuffer(samples.Shape.Size, capacity, HeldRows.Of(network.Kernels, reader: 0, isTraining), threads);

    private static bool AreSparse(Samples samples, Network network) =>
        !network.Kernels[0].ReadsRows
        && samples switch
        {
            Samples<byte> bytes => AreSparse(samples, row => CountNonZeros(bytes.Row(row))),
            Samples<float> floats => AreSparse(samples, row => CountNonZeros(floats.Row(row))),
            SparseSamples sparse => AreSparse(samples, row => sparse.Columns(row).Length),
            _ => throw new NotSupportedException(),
        };

    private static SampleBatch Create(Samples samples, Network network, int capacity, RowBuffer? rows, bool gathers) =>
        samples switch
        {
            SparseSamples sparse => new SparseSampleBatch(sparse, network.Definition.Scaling, capacity, rows, gathers),
            Samples<byte> bytes => new SampleBatch<byte>(bytes, network.Definition.Scaling, capacity, rows),
            Samples<float> floats => new SampleBatch<float>(floats, network.Definition.Scaling, capacity, rows),
            _ => throw new NotSupportedException(),
        };

    private static bool AreSparse(Samples samples, Func<int, int> nonZeros)
    {
        long nonZero = 0;
        int step = Math.Max(1, samples.Count / RowsSampled),
            measured = 0;
        for (int row = 0; row < samples.Count; row += step, measured++)
            nonZero += nonZeros(row);
        return nonZero <= SparseDensity * measured * samples.Shape.Size;
    }

    private static int CountNonZeros<T>(ReadOnlySpan<T> values)
        where T : unmanaged, INumberBase<T> => values.Length - values.Count(T.Zero);
}

/// <summary>See <see cref="SampleBatch"/>.</summary>
internal sealed unsafe class SampleBatch<T> : SampleBatch
    where T : unmanaged, INumberBase<T>
{
    private readonly Samples<T> _samples;
    private readonly InputScaling _scaling;
    private readonly int[] _batchRows;
    private readonly int[] _starts;
    private readonly RowBuffer? _rows;
    private int _taken;

    /// <param name="samples">The samples.</param>
    /// <param name="scaling">How their values become inputs.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    /// <param name="rows">The memory for rows as floats; null to give them in sparse form only.</param>
    public SampleBatch(Samples<T> samples, InputScaling scaling, int capacity, RowBuffer? rows)
    {
        _samples = samples;
        _scaling = scaling;
        _batchRows = new int[capacity];
        _starts = new int[capacity];
        _rows = rows;
        Width = samples.Shape.Size;
    }

    public override int Width { get; }

    public override bool IsSparse => _rows is null;

    public override float* Rows(int row, int worker) => _rows is null ? null : _rows.Origin(row, worker);

    public override float Background => _scaling.Offset;

    public override void Take(ReadOnlySpan<int> rows, long step = 0)
    {
        rows.CopyTo(_batchRows);
        _taken = rows.Length;
        for (int i = 0; i < rows.Length; i++)
            _starts[i] = _samples.Start(rows[i]);
    }

    public override void Prefetch(int row) => PrefetchFrom(_samples.Start(row));

    public override int SampleRow(int row) => _batchRows[row];

    public override Samples Source => _samples;

    public override int SourceRow(int row) => _batchRows[row];

    public override float Weight(int row) => _samples.Weights.IsEmpty ? 1 : _samples.Weights[_batchRows[row]];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Fill(int fromRow, int toRow, int worker)
    {
        if (_rows is null)
            return;
        for (int row = fromRow; row < toRow; row++)
        {
            float* scaled = _rows.Origin(row, worker) + ((long)row * Width);
            if (row + 1 < _taken)
                PrefetchFrom(_starts[row + 1]);
            int done = typeof(T) == typeof(byte) ? ScaleBytes(_starts[row], scaled) : 0;
            ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(_samples.Values), _starts[row]);
            for (int i = done; i < Width; i++)
                scaled[i] = float.CreateTruncating(Unsafe.Add(ref first, i)) * _scaling.Factor;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override int NonZeros(int row, int* columns, float* values)
    {
        ref T all = ref MemoryMarshal.GetReference(_samples.Values);
        ref T first = ref Unsafe.Add(ref all, _starts[row]);
        if (row + 1 < _taken)
            PrefetchFrom(_starts[row + 1]);
        float factor = _scaling.Factor;
        int count = 0,
            listed = 0;
        if (typeof(T) == typeof(byte))
            count = NonZeroBytes.List(ref Unsafe.As<T, byte>(ref first), Width, factor, columns, values, out listed);
        for (int block = listed; block < Width; block += Vector256<T>.Count)
        {
            for (uint set = NonZeroMask(ref first, block, Width); set != 0; set &= set - 1)
            {
                int column = block + BitOperations.TrailingZeroCount(set);
                columns[count] = column;
                values[count++] = float.CreateTruncating(Unsafe.Add(ref first, column)) * factor;
            }
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Gather(int from, int to, int rows, ColumnLists lists)
    {
        int listed = typeof(T) == typeof(byte) ? GatherBytes(from, to, rows, lists) : 0;
        if (from + listed == to)
            return;
        new Span<int>(lists.Count + listed, to - from - listed).Clear();
        ref T values = ref MemoryMarshal.GetReference(_samples.Values);
        float factor = _scaling.Factor;
        for (int row = 0; row < rows; row++)
        {
            ref T first = ref Unsafe.Add(ref values, _starts[row] + from);
            for (int block = listed; block < to - from; block += Vector256<T>.Count)
            {
                for (uint set = NonZeroMask(ref first, block, to - from); set != 0; set &= set - 1)
                {
                    int column = block + BitOperations.TrailingZeroCount(set);
                    lists.Append(column, row, float.CreateTruncating(Unsafe.Add(ref first, column)) * factor);
                }
            }
        }
    }

    private void PrefetchFrom(int start) =>
        Kernels.Prefetch.Bytes(
            ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_samples.Values), start)),
            Width * sizeof(T)
        );

    /// <summary>Lists whole tiles of columns, and returns how many columns these are.</summary>
    private int GatherBytes(int from, int to, int rows, ColumnLists lists)
    {
        int length = ByteTranspose.Padded(rows),
            column = 0;
        fixed (int* starts = _starts)
        {
            for (; from + column + ByteTranspose.Tile <= to; column += ByteTranspose.Tile)
            {
                ref T first = ref Unsafe.Add(ref MemoryMarshal.GetReference(_samples.Values), from + column);
                ByteTranspose.Columns(ref Unsafe.As<T, byte>(ref first), starts, rows, lists.Bytes);
                for (int i = column; i < column + ByteTranspose.Tile; i++)
                {
                    ref byte bytes = ref lists.Bytes[(i - column) * length];
                    lists.Count[i] = NonZeroBytes.List(ref bytes, length, _scaling.Factor, lists.RowsOf(i), lists.ValuesOf(i), out _);
                }
            }
        }

        return column;
    }

    /// <summary>A bit mask of the nonzero values of a vector; values from <paramref name="length"/> on are excluded.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint NonZeroMask(ref T first, int block, int length)
    {
        if (block + Vector256<T>.Count <= length)
        {
            Vector256<T> isZero = Vector256.Equals(Vector256.LoadUnsafe(ref first, (nuint)block), Vector256<T>.Zero);
            return ~isZero.ExtractMostSignificantBits() & (uint)((1UL << Vector256<T>.Count) - 1);
        }

        if (block + Vector128<T>.Count == length)
        {
            Vector128<T> isZero = Vector128.Equals(Vector128.LoadUnsafe(ref first, (nuint)block), Vector128<T>.Zero);
            return ~isZero.ExtractMostSignificantBits() & (uint)((1UL << Vector128<T>.Count) - 1);
        }

        uint set = 0;
        for (int i = block; i < length; i++)
            set |= (Unsafe.Add(ref first, i) == T.Zero ? 0u : 1u) << (i - block);
        return set;
    }

    /// <summary>Scales whole vectors of bytes, and returns how many bytes these are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int ScaleBytes(int start, float* scaled)
    {
        ref byte first = ref Unsafe.As<T, byte>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_samples.Values), start));
        Vector<float> factor = new(_scaling.Factor);
        int lanes = Vector<float>.Count,
            i = 0;
        for (; i <= Width - Vector<byte>.Count; i += Vector<byte>.Count)
        {
            Vector.Widen(Vector.LoadUnsafe(ref first, (nuint)i), out Vector<ushort> low, out Vector<ushort> high);
            Vector.Widen(low, out Vector<uint> a, out Vector<uint> b);
            Vector.Widen(high, out Vector<uint> c, out Vector<uint> d);
            (Vector.ConvertToSingle(a.As<uint, int>()) * factor).Store(scaled + i);
            (Vector.ConvertToSingle(b.As<uint, int>()) * factor).Store(scaled + i + lanes);
            (Vector.ConvertToSingle(c.As<uint, int>()) * factor).Store(scaled + i + (2 * lanes));
            (Vector.ConvertToSingle(d.As<uint, int>()) * factor).Store(scaled + i + (3 * lanes));
        }

        return i;
    }
}
