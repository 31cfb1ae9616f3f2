using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// Moves over scored rows. It reads the input in blocks ahead of the row that is shown, so that a block is scored at once by matrix products. Blocks begin
/// small, for those who look at a few rows only.
/// </summary>
internal sealed class ReadAheadCursor : DataViewRowCursor, IOutputs
{
    private const int FirstRows = 16;

    // The features of a block stay in a usual second-level cache until they are scored.
    private const int MostValues = 1 << 18;

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

    /// <param name="mapper">What scores.</param>
    /// <param name="input">The rows; disposed with this cursor.</param>
    /// <param name="columns">Columns of the output that will be asked for.</param>
    /// <param name="threads">Threads that score.</param>
    public ReadAheadCursor(ScoreMapper mapper, DataViewRowCursor input, IEnumerable<DataViewSchema.Column> columns, int threads)
    {
        _mapper = mapper;
        _input = input;
        _threads = threads;
        _columns = columns
            .DistinctBy(column => column.Index)
            .ToDictionary(
                column => column.Index,
                column => mapper.IsAdded(column.Index) ? null : BufferedColumn.Create(input, mapper.InputSchema[column.Index])
            );
        _features = new FeatureReader(input, mapper.Features);
        _getId = input.GetIdGetter();
    }

    /// <summary>Whether rows can be read ahead, and need be: scores are asked for, and nothing that cannot be kept.</summary>
    public static bool Fits(ScoreMapper mapper, IEnumerable<DataViewSchema.Column> columns) =>
        columns.Any(column => mapper.IsAdded(column.Index))
        && columns.All(column => mapper.IsAdded(column.Index) || BufferedColumn.CanKeep(column.Type));

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => IsOnRow ? _rows[_current].Position : -1;

    public override long Batch => IsOnRow ? _rows[_current].Batch : 0;

    public ReadOnlySpan<float> Outputs
    {
        get
        {
            if (!_isScored)
                _scorer!.Score(_count);
            _isScored = true;
            return _isMissing[_current] ? _missing : _scorer!.Outputs(_current);
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
            !_columns.TryGetValue(column.Index, out BufferedColumn? kept) ? null
            : kept is null ? _mapper.GetterOf(column, this)
            : kept.ToGetter(() => _current);
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
        if (_scorer?.Rows > FirstRows)
            return;
        int rows = _scorer is null
            ? FirstRows
            : Math.Clamp(MostValues / _mapper.Network.Definition.InputShape.Size, FirstRows + 1, BlockScorer.MaximumRows);
        _scorer?.Dispose();
        _scorer = new BlockScorer(_mapper.Network, rows, rows > FirstRows ? _threads : 1);
        _rows = new (long, long, DataViewRowId)[rows];
        _isMissing = new bool[rows];
        _missing = new float[_mapper.Network.Definition.ClassNames.Length];
        Array.Fill(_missing, float.NaN);
        foreach (BufferedColumn? column in _columns.Values)
            column?.Reserve(rows);
    }
}
