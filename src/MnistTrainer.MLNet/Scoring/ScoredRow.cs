using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A row with its scores. As any row of ML.NET's, it serves one thread.</summary>
internal sealed class ScoredRow : DataViewRow, IOutputs
{
    private readonly ScoreMapper _mapper;
    private readonly DataViewRow _input;
    private readonly HashSet<int> _active;
    private readonly FeatureReader? _features;
    private readonly Scorer _scorer;
    private readonly float[] _values;
    private readonly float[] _outputs;
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
        _outputs = new float[mapper.Network.Definition.ClassNames.Length];
        if (_active.Any(mapper.IsAdded))
            _features = new FeatureReader(input, mapper.Features);
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public ReadOnlySpan<float> Outputs
    {
        get
        {
            if (Position != _scoredPosition)
            {
                // As ML.NET's own predictors: where an input is missing, so is the prediction.
                if (_features!.TryRead(_values))
                    _scorer.Score(_values, _outputs);
                else
                    Array.Fill(_outputs, float.NaN);
                _scoredPosition = Position;
            }

            return _outputs;
        }
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => _input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) =>
        _mapper.IsAdded(column.Index) ? _active.Contains(column.Index) : _input.IsColumnActive(_mapper.InputSchema[column.Index]);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_mapper.IsAdded(column.Index))
            return _input.GetGetter<TValue>(_mapper.InputSchema[column.Index]);
        return ScoreMapper.Cast<TValue>(column, IsColumnActive(column) ? _mapper.GetterOf(column, this) : null);
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
}
