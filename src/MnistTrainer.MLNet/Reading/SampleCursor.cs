using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Moves over the rows of a data view and makes samples of those that can be learned from.</summary>
internal sealed class SampleCursor : IDisposable
{
    private readonly SampleColumns _columns;
    private readonly LearningTask _task;
    private readonly DataViewRowCursor _cursor;
    private readonly Func<float> _label;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<float>? _getWeight;
    private readonly long? _rowCount;
    private VBuffer<float> _features;
    private float _weight;

    /// <param name="data">What is read.</param>
    /// <param name="columns">The columns of it.</param>
    /// <param name="task">What labels are.</param>
    /// <param name="random">Shuffles rows, or null for their order.</param>
    public SampleCursor(IDataView data, SampleColumns columns, LearningTask task, Random? random = null)
    {
        _columns = columns;
        _task = task;
        _rowCount = data.GetRowCount();
        _cursor = data.GetRowCursor(columns.All, random);
        _label = task.LabelOf(_cursor, columns.Label);
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(columns.Features);
        _getWeight = columns.Weight is DataViewSchema.Column weight ? _cursor.GetGetter<float>(weight) : null;
    }

    /// <summary>What was read and what of it left out.</summary>
    public SkippedRows Skipped { get; } = new();

    /// <summary>Whether the last row was read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads the rows that come next.</summary>
    /// <param name="most">How many that can be learned from.</param>
    /// <param name="options">What they are read for.</param>
    /// <exception cref="InvalidInputException">There are more values than fit into memory's arrays.</exception>
    /// <exception cref="OperationCanceledException">Reading was cancelled.</exception>
    public Samples Read(int most, NeuralNetworkTrainer.Options options)
    {
        SampleCollector collector = new(_columns.Shape.Size, Math.Min(_rowCount ?? 64, most), $"column '{_columns.Features.Name}'");
        List<float> labels = [],
            weights = [];
        while (labels.Count < most && !IsAtEnd)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            IsAtEnd = !_cursor.MoveNext();
            if (IsAtEnd)
                break;
            float label = _label();
            RowFault fault = FaultOf(label);
            Skipped.Add(fault);
            if (fault != RowFault.None)
                continue;
            collector.Add(_features);
            labels.Add(label);
            if (_getWeight is not null)
                weights.Add(_weight);
        }

        (int[]? indices, string[] names) = _task.ClassesOf([.. labels], _columns.Label);
        Samples samples = collector.ToSamples(_columns.Shape, indices, names);
        return _task.ToLearn(weights.Count == 0 ? samples : samples.WithWeights([.. weights]), [.. labels], options);
    }

    public void Dispose() => _cursor.Dispose();

    /// <summary>Reads weight and features of the row and says what is wrong with them, as ML.NET's own trainers see it.</summary>
    private RowFault FaultOf(float label)
    {
        if (float.IsNaN(label))
            return RowFault.Label;
        _getWeight?.Invoke(ref _weight);
        if (_getWeight is not null && !(_weight > 0 && float.IsFinite(_weight)))
            return RowFault.Weight;
        _getFeatures(ref _features);
        foreach (float value in _features.GetValues())
        {
            if (!float.IsFinite(value))
                return RowFault.Features;
        }

        return RowFault.None;
    }
}
