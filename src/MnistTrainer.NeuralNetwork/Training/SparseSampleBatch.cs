using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A batch of <see cref="SparseSamples"/>. To train on, its values are also sorted by column once for each batch, so that neither the gradient nor the update of the
/// first weights looks at the columns in which all rows are 0.
/// </summary>
internal sealed unsafe class SparseSampleBatch : SampleBatch
{
    private readonly SparseSamples _samples;
    private readonly InputScaling _scaling;
    private readonly int[] _batchRows;
    private readonly RowBuffer? _rows;

    // The values of the batch by column: those of column c are at _starts[c] to _starts[c + 1] - 1. Empty where nothing is trained.
    private readonly int[] _starts;
    private readonly int[] _touched;
    private int[] _entryRows = [];
    private float[] _entryValues = [];
    private int _touchedCount;

    /// <param name="samples">The samples.</param>
    /// <param name="scaling">How their values become inputs.</param>
    /// <param name="capacity">The maximum number of rows in a batch.</param>
    /// <param name="rows">The memory for rows as floats; null to give them in sparse form only.</param>
    /// <param name="gathers">Whether columns are gathered.</param>
    public SparseSampleBatch(SparseSamples samples, InputScaling scaling, int capacity, RowBuffer? rows, bool gathers)
    {
        (_samples, _scaling, _rows) = (samples, scaling, rows);
        _batchRows = new int[capacity];
        Width = samples.Shape.Size;
        bool sorts = gathers && rows is null;
        _starts = sorts ? new int[checked(Width + 2)] : [];
        _touched = sorts ? new int[Width] : [];
    }

    public override int Width { get; }

    public override bool IsSparse => _rows is null;

    public override float Background => _scaling.Offset;

    public override Samples Source => _samples;

    /// <summary>The columns in which a row of the batch has a value, in ascending order.</summary>
    public ReadOnlySpan<int> Touched => _touched.AsSpan(0, _touchedCount);

    public override float* Rows(int row, int worker) => _rows is null ? null : _rows.Origin(row, worker);

    public override int SampleRow(int row) => _batchRows[row];

    public override int SourceRow(int row) => _batchRows[row];

    public override float Weight(int row) => _samples.Weights.IsEmpty ? 1 : _samples.Weights[_batchRows[row]];

    /// <summary>Whether a row of the batch has a value in a column.</summary>
    public bool Touches(int column) => _starts[column + 1] > _starts[column];

    /// <summary>Whether a row of the batch has a value in one of some columns.</summary>
    public bool Touches(int from, int to) => _starts[to] > _starts[from];

    public override void Take(ReadOnlySpan<int> rows, long step = 0)
    {
        rows.CopyTo(_batchRows);
        if (_starts.Length > 0)
            Sort(rows);
    }

    public override void Fill(int fromRow, int toRow, int worker)
    {
        for (int row = fromRow; _rows is not null && row < toRow; row++)
        {
            Span<float> scaled = new(_rows.Origin(row, worker) + ((long)row * Width), Width);
            ReadOnlySpan<int> columns = _samples.Columns(_batchRows[row]);
            ReadOnlySpan<float> values = _samples.Values(_batchRows[row]);
            scaled.Clear();
            for (int i = 0; i < columns.Length; i++)
                scaled[columns[i]] = values[i] * _scaling.Factor;
        }
    }

    public override int NonZeros(int row, int* columns, float* values)
    {
        ReadOnlySpan<int> all = _samples.Columns(_batchRows[row]);
        ReadOnlySpan<float> raw = _samples.Values(_batchRows[row]);
        all.CopyTo(new Span<int>(columns, all.Length));
        for (int i = 0; i < raw.Length; i++)
            values[i] = raw[i] * _scaling.Factor;
        return all.Length;
    }

    public override void Gather(int from, int to, int rows, ColumnLists lists)
    {
        for (int column = from; column < to; column++)
        {
            int start = _starts[column],
                count = _starts[column + 1] - start,
                list = column - from;
            lists.Count[list] = count;
            _entryRows.AsSpan(start, count).CopyTo(new Span<int>(lists.RowsOf(list), count));
            _entryValues.AsSpan(start, count).CopyTo(new Span<float>(lists.ValuesOf(list), count));
        }
    }

    /// <summary>Sorts by counting, which keeps the rows of a column in their order.</summary>
    private void Sort(ReadOnlySpan<int> rows)
    {
        // Two places further on, so that counts become starts, and starts that move on as entries are placed become the next column's.
        Array.Clear(_starts);
        foreach (int row in rows)
        {
            foreach (int column in _samples.Columns(row))
                _starts[column + 2]++;
        }

        _touchedCount = 0;
        for (int column = 0; column < Width; column++)
        {
            if (_starts[column + 2] > 0)
                _touched[_touchedCount++] = column;
            _starts[column + 2] = checked(_starts[column + 2] + _starts[column + 1]);
        }

        Reserve(_starts[Width + 1]);
        for (int i = 0; i < rows.Length; i++)
        {
            ReadOnlySpan<int> columns = _samples.Columns(rows[i]);
            ReadOnlySpan<float> values = _samples.Values(rows[i]);
            for (int k = 0; k < columns.Length; k++)
            {
                int place = _starts[columns[k] + 1]++;
                _entryRows[place] = i;
                _entryValues[place] = values[k] * _scaling.Factor;
            }
        }
    }

    private void Reserve(int entries)
    {
        if (entries <= _entryRows.Length)
            return;
        int length = (int)Math.Min(Math.Max(entries, 2L * _entryRows.Length), Array.MaxLength);
        (_entryRows, _entryValues) = (new int[length], new float[length]);
    }
}
