using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>A row with its scores. Like all rows in ML.NET, it is not thread-safe.</summary>
internal sealed class ScoredRow : DataViewRow, INetworkOutputs
{
    private readonly ScoreMapper _mapper;
    private readonly DataViewRow _input;
    private readonly HashSet<int> _active;
    private readonly FeatureReader? _features;
    private readonly Scorer _scorer;
    private readonly float[] _values;
    private readonly float[] _outputs;
    private long _scoredPosition = -1;

    /// <param name="mapper">The network and its columns.</param>
    /// <param name="input">The row to score, disposed with this row.</param>
    /// <param name="activeColumns">The active columns of the output.</param>
    public ScoredRow(ScoreMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _mapper = mapper;
        _input = input;
        _active = [.. activeColumns.Select(column => column.Index)];
        _scorer = new Scorer(mapper.Network);
        _values = new float[mapper.Network.Definition.InputShape.Size];
        _outputs = new float[mapper.Network.Definition.ClassNames.Length];
        if (_active.Any(mapper.IsScore))
            _features = new FeatureReader(input, mapper.Features, mapper.Network.Definition.AcceptsMissingValues);
    }

    public override DataViewSchema Schema => _mapper.OutputSchema;

    public override long Position => _input.Position;

    public override long Batch => _input.Batch;

    public ReadOnlySpan<float> Outputs
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get
        {
            if (Position != _scoredPosition)
            {
                // As in ML.NET's own predictors, a missing feature makes the prediction missing, unless the network reads it as the center of its column.
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
        _mapper.IsScore(column.Index) ? _active.Contains(column.Index) : _input.IsColumnActive(_mapper.InputSchema[column.Index]);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!_mapper.IsScore(column.Index))
            return _input.GetGetter<TValue>(_mapper.InputSchema[column.Index]);
        return ScoreMapper.Cast<TValue>(column, IsColumnActive(column) ? _mapper.CreateGetter(column, this) : null);
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
