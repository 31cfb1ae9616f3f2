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
    private readonly float[]? _deviations;
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
        if (_active.Any(mapper.IsDeviation))
            _deviations = new float[_outputs.Length];
        if (_active.Any(mapper.IsScore))
            _features = new FeatureReader(input, mapper.Columns, mapper.Network.Definition.AcceptsMissingValues);
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
                Score();
            return _outputs;
        }
    }

    public ReadOnlySpan<float> Deviations
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        get
        {
            if (Position != _scoredPosition)
                Score();
            return _deviations;
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Score()
    {
        // As in ML.NET's own predictors, a missing feature makes the prediction missing, unless the network reads it as the center of its column.
        if (!_features!.TryRead(_values))
        {
            Array.Fill(_outputs, float.NaN);
            _deviations.AsSpan().Fill(float.NaN);
        }
        else if (_deviations is null)
            _scorer.Score(_values, _outputs);
        else
            _scorer.Score(_values, _outputs, _deviations);
        _scoredPosition = Position;
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
