using Microsoft.ML;
using Microsoft.ML.Data;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Reads the rows of a data view into samples, skipping those that cannot be trained on.</summary>
internal sealed class SampleCursor : IDisposable
{
    private readonly SampleColumns _columns;
    private readonly PredictionTask _task;
    private readonly DataViewRowCursor _cursor;
    private readonly LabelReader _readLabel;
    private readonly float[] _label;
    private readonly ValueGetter<VBuffer<float>> _getFeatures;
    private readonly ValueGetter<float>? _getWeight;
    private readonly KeyReader? _keys;
    private readonly float[] _row;
    private readonly long? _rowCount;
    private VBuffer<float> _features;
    private float _weight;

    /// <param name="data">The data view to read.</param>
    /// <param name="columns">The columns to read.</param>
    /// <param name="task">The task, which defines the labels.</param>
    /// <param name="random">The random generator that shuffles rows, or null to keep their order.</param>
    public SampleCursor(IDataView data, SampleColumns columns, PredictionTask task, Random? random = null)
    {
        _columns = columns;
        _task = task;
        _rowCount = data.GetRowCount();
        _cursor = data.GetRowCursor(columns.All, random);
        _readLabel = task.GetLabelReader(_cursor, columns.Label);
        _label = new float[task.LabelWidth(columns.Label)];
        _getFeatures = _cursor.GetGetter<VBuffer<float>>(columns.Features);
        _keys = columns.Categories.IsEmpty ? null : new KeyReader(_cursor, columns.Categories);
        _row = new float[_keys is null ? 0 : columns.Shape.Size];
        _getWeight = columns.Weight is DataViewSchema.Column weight ? _cursor.GetGetter<float>(weight) : null;
    }

    /// <summary>The numbers of rows read and skipped.</summary>
    public SkippedRows Skipped { get; } = new();

    /// <summary>Whether all rows have been read.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>Reads the next rows.</summary>
    /// <param name="maximumRows">The maximum number of samples.</param>
    /// <param name="options">The options of the trainer.</param>
    /// <exception cref="InvalidInputException">The values do not fit into an array.</exception>
    /// <exception cref="OperationCanceledException">Reading was canceled.</exception>
    public Samples Read(int maximumRows, NeuralNetworkTrainer.Options options)
    {
        SampleCollector collector = new(
            _columns.Shape.Size,
            Math.Min(_rowCount ?? 64, maximumRows),
            $"column '{_columns.Features.Name}'",
            options.AllowsSparse(_columns.Shape)
        );
        List<float> labels = [],
            weights = [];
        int rows = 0;
        while (rows < maximumRows && !IsAtEnd)
        {
            options.Cancellation.ThrowIfCancellationRequested();
            IsAtEnd = !_cursor.MoveNext();
            if (IsAtEnd)
                break;
            _readLabel(_label);
            SkipReason reason = GetSkipReason(options);
            Skipped.Add(reason);
            if (reason is not (SkipReason.None or SkipReason.Imputed))
                continue;
            rows++;
            if (_label.Contains(float.NaN))
                Skipped.AddPartOfLabel();
            collector.Add(_keys is null ? _features : WithKeys());
            labels.AddRange(_label);
            if (_getWeight is not null)
                weights.Add(_weight);
        }

        (int[]? indices, string[] names) = _task.ToClasses([.. labels], _columns.Label);
        Samples samples = collector.ToSamples(_columns.Shape, indices, names);
        samples = weights.Count == 0 ? samples : samples.WithWeights([.. weights]);
        return _task.ToTrainingSamples(samples, [.. labels], _columns.Label, options);
    }

    public void Dispose() => _cursor.Dispose();

    /// <summary>Reads the weight and features of the current row and decides, as ML.NET's own trainers do, whether to skip it.</summary>
    /// <exception cref="InvalidInputException">A feature is missing, and the options do not allow that.</exception>
    private SkipReason GetSkipReason(NeuralNetworkTrainer.Options options)
    {
        if (!_label.ContainsAnyExcept(float.NaN))
            return SkipReason.Label;
        _getWeight?.Invoke(ref _weight);
        if (_getWeight is not null && !(_weight > 0 && float.IsFinite(_weight)))
            return SkipReason.Weight;
        _getFeatures(ref _features);
        ReadOnlySpan<float> values = _features.GetValues();
        bool isMissing = values.Contains(float.NaN);
        foreach (float value in values)
        {
            if (float.IsInfinity(value))
                return SkipReason.Features;
        }

        if (isMissing && options.MissingValues == MissingValues.Fail)
            throw Missing(values.IndexOf(float.NaN));
        if (MissesCategory(options) && options.MissingValues == MissingValues.Skip)
            return SkipReason.Features;
        if (!isMissing)
            return SkipReason.None;
        return options.AcceptsMissingValues(_columns.Shape) ? SkipReason.Imputed : SkipReason.Features;
    }

    private Span<float> Keys => _row.AsSpan(_columns.Numbers);

    private VBuffer<float> WithKeys()
    {
        if (Keys.Contains(0))
            Skipped.AddMissingCategory();
        _features.CopyTo(_row.AsSpan(0, _columns.Numbers));
        return new VBuffer<float>(_row.Length, _row);
    }

    /// <summary>Reads the categories of the current row.</summary>
    /// <exception cref="InvalidInputException">One is missing, and the options do not allow that.</exception>
    private bool MissesCategory(NeuralNetworkTrainer.Options options)
    {
        if (_keys is null)
            return false;
        _keys.Read(Keys);
        int missing = Keys.IndexOf(0);
        if (missing >= 0 && options.MissingValues == MissingValues.Fail)
        {
            string name = _columns
                .Categories.SelectMany(column => Enumerable.Repeat(column.Name, CategoricalColumns.WidthOf(column)))
                .ElementAt(missing);
            throw new InvalidInputException(
                $"categorical column '{name}', row {_cursor.Position + 1}",
                "a value",
                "none: it is missing",
                "Replace missing values, or set MissingValues to Impute or Skip"
            );
        }

        return missing >= 0;
    }

    private InvalidInputException Missing(int value)
    {
        int feature = _features.IsDense ? value : _features.GetIndices()[value];
        VBuffer<ReadOnlyMemory<char>> names = default;
        if (_columns.Features.HasSlotNames())
            _columns.Features.GetSlotNames(ref names);
        string name = names.Length > feature ? $", '{names.GetItemOrDefault(feature)}'" : "";
        return new InvalidInputException(
            $"feature column '{_columns.Features.Name}', row {_cursor.Position + 1}, feature {feature + 1}{name}",
            "a number",
            "none: it is missing",
            "Replace missing values, or set MissingValues to Impute or Skip"
        );
    }
}
