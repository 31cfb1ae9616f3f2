using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>
/// A row with its scores. They are computed when first asked for, and once for each position. As any row of ML.NET's, it serves one thread.
/// </summary>
internal sealed class ScoredRow : DataViewRow
{
    private readonly ScoreMapper _mapper;
    private readonly DataViewRow _input;
    private readonly HashSet<int> _active;
    private readonly ValueGetter<VBuffer<float>>? _getFeatures;
    private readonly Scorer _scorer;
    private readonly float[] _values;
    private readonly float[] _scores;
    private VBuffer<float> _features;
    private long _scoredPosition = -1;

    /// <param name="mapper">What scores.</param>
    /// <param name="input">The row that is scored; disposed with this one.</param>
    /// <param name="activeColumns">Columns of the output that will be asked for.</param>
    public ScoredRow(ScoreMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _mapper = mapper;
        _input = input;
        _active = [.. activeColumns.Select(column => column.Index)];
        _scorer = new Scorer(mapper.Network);
        _values = new float[mapper.Network.Definition.InputShape.Size];
        _scores = new float[mapper.Network.Definition.ClassNames.Length];
        if (_active.Contains(mapper.PredictedLabel.Index) || _active.Contains(mapper.Score.Index))
            _getFeatures = input.GetGetter<VBuffer<float>>(mapper.Features);
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => column.Index < _mapper.InputSchema.Count
        ? _input.IsColumnActive(_mapper.InputSchema[column.Index])
        : _active.Contains(column.Index);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (column.Index < _mapper.InputSchema.Count)
            return _input.GetGetter<TValue>(_mapper.InputSchema[column.Index]);
        if (!IsColumnActive(column))
            throw new ArgumentOutOfRangeException(nameof(column), $"Column '{column.Name}' is not active in this row");
        bool isScore = column.Index == _mapper.Score.Index;
        Delegate getter = isScore ? (ValueGetter<VBuffer<float>>)GetScore : (ValueGetter<uint>)GetPredictedLabel;
        return getter as ValueGetter<TValue>
            ?? throw new InvalidOperationException($"Column '{column.Name}' is of type {column.Type}, not {typeof(TValue)}");
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _scorer.Dispose();
            _input.Dispose();
        }

        base.Dispose(disposing);
    }

    private void GetScore(ref VBuffer<float> value)
    {
        Compute();
        VBufferEditor<float> editor = VBufferEditor.Create(ref value, _scores.Length);
        _scores.CopyTo(editor.Values);
        value = editor.Commit();
    }

    private void GetPredictedLabel(ref uint value)
    {
        Compute();
        int best = 0;
        for (int i = 1; i < _scores.Length; i++)
        {
            if (_scores[i] > _scores[best])
                best = i;
        }

        // Keys begin with 1; 0 is missing, as where a feature is not a number.
        value = float.IsNaN(_scores[0]) ? 0 : (uint)best + 1;
    }

    private void Compute()
    {
        if (Position == _scoredPosition)
            return;
        _getFeatures!(ref _features);
        if (_features.Length != _values.Length)
            throw new InvalidOperationException($"Row {Position} has {_features.Length} features where its column promises {_values.Length}.");
        _features.CopyTo(_values);

        // As ML.NET's own predictors: where an input is missing, so is the prediction.
        if (_values.AsSpan().Contains(float.NaN))
            Array.Fill(_scores, float.NaN);
        else
            _scorer.Score(_values, _scores);
        _scoredPosition = Position;
    }
}
