using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// A cursor over scored rows that reads the input ahead in blocks, so that matrix products score a block at once. The first block is small, for callers that
/// read only a few rows.
/// </summary>
internal sealed class ReadAheadCursor : DataViewRowCursor, INetworkOutputs
{
    private const int FirstBlockRows = 16;

    // The features of a block fit into a typical L2 cache.
    private const int MaximumBlockValues = 1 << 18;

    private readonly ScoreMapper _mapper;
    private readonly DataViewRowCursor _input;
    private readonly Dictionary<int, BufferedColumn?> _columns;
    private readonly FeatureReader _features;
    private readonly ValueGetter<DataViewRowId> _getId;
    private readonly int _threads;
    private BlockScorer? _scorer;
    private (long Position, long Batch, DataViewRowId Id)[] _rows = [];
    private bool[] _isMissing = [];
    private float[] _missing = [];
    private bool _isScored;
    private int _count;
    private int _current = -1;

    /// <param name="mapper">The network and its columns.</param>
    /// <param name="input">The cursor over the input, disposed with this cursor.</param>
    /// <param name="columns">The active columns of the output.</param>
    /// <param name="threads">The number of threads that score.</param>
    public ReadAheadCursor(ScoreMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columns, int threads)
    {
        _mapper = mapper;
        _input = input;
        _threads = threads;
        _columns = columns
            .DistinctBy(column => column.Index)
            .ToDictionary(
                column => column.Index,
                column => mapper.IsScore(column.Index) ? null : BufferedColumn.Create(input, mapper.InputSchema[column.Index])
            );
        _features = new FeatureReader(input, mapper.Columns, mapper.Network.Definition.AcceptsMissingValues);
        _getId = input.GetIdGetter();
    }

    /// <summary>Whether reading ahead is possible and useful: some active columns are scores, and all others can be buffered.</summary>
    public static bool Supports(ScoreMapper mapper, IEnumerable<DataViewSchema.Column> columns) =>
        columns.Any(column => mapper.IsScore(column.Index))
        && columns.All(column => mapper.IsScore(column.Index) || BufferedColumn.CanBuffer(column.Type));

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => IsOnRow ? _rows[_current].Position : -1;

    public override long Batch => IsOnRow ? _rows[_current].Batch : 0;

    public ReadOnlySpan<float> Outputs
    {
        get
        {
            ScoreBlock();
            return _isMissing[_current] ? _missing : _scorer!.Outputs(_current);
        }
    }

    public ReadOnlySpan<float> Deviations
    {
        get
        {
            ScoreBlock();
            return _isMissing[_current] ? _missing : _scorer!.Deviations(_current);
        }
    }

    private bool IsOnRow => (uint)_current < (uint)_count;

    public override bool MoveNext()
    {
        if (_current + 1 < _count)
        {
            _current++;
            return true;
        }

        if (_scorer is not null && _count < _scorer.Rows)
            _count = 0;
        else
            ReadBlock();
        _current = _count == 0 ? -1 : 0;
        return _count > 0;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _columns.ContainsKey(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _rows[_current].Id;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        Delegate? getter =
            !_columns.TryGetValue(column.Index, out BufferedColumn? buffer) ? null
            : buffer is null ? _mapper.CreateGetter(column, this)
            : buffer.ToGetter(() => _current);
        return ScoreMapper.Cast<TValue>(column, getter);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scorer?.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void ScoreBlock()
    {
        if (!_isScored)
            _scorer!.Score(_count);
        _isScored = true;
    }

    private void ReadBlock()
    {
        Grow();
        _isScored = false;
        for (_count = 0; _count < _scorer!.Rows && _input.MoveNext(); _count++)
        {
            ref (long Position, long Batch, DataViewRowId Id) row = ref _rows[_count];
            (row.Position, row.Batch) = (_input.Position, _input.Batch);
            _getId(ref row.Id);
            Span<float> values = _scorer.Values(_count);
            _isMissing[_count] = !_features.TryRead(values);
            if (_isMissing[_count])
                values.Clear();
            foreach (BufferedColumn? column in _columns.Values)
                column?.Read(_count);
        }
    }

    private void Grow()
    {
        if (_scorer?.Rows > FirstBlockRows)
            return;
        int rows = _scorer is null
            ? FirstBlockRows
            : Math.Clamp(MaximumBlockValues / _mapper.Network.Definition.InputShape.Size, FirstBlockRows + 1, BlockScorer.MaximumRows);
        _scorer?.Dispose();
        _scorer = new BlockScorer(_mapper.Network, rows, rows > FirstBlockRows ? _threads : 1)
        {
            MeasuresDeviations = _columns.Keys.Any(_mapper.IsDeviation),
        };
        _rows = new (long, long, DataViewRowId)[rows];
        _isMissing = new bool[rows];
        _missing = new float[_mapper.Network.Definition.ClassNames.Length];
        Array.Fill(_missing, float.NaN);
        foreach (BufferedColumn? column in _columns.Values)
            column?.Reserve(rows);
    }
}
