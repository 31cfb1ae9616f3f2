using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Trains a network on the rows of a data view that does not fit into memory, reading it block by block for every epoch.</summary>
internal sealed class StreamedTraining
{
    private const int BlockValues = 1 << 24;

    private readonly PredictionTask _task;
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly IChannel _channel;
    private readonly NetworkPlan _plan;
    private readonly SeenClasses _classes;
    private readonly SeenLabels _labels;
    private TrainingOptions _training;
    private TargetScaling _scaling = TargetScaling.None;
    private Samples? _validation;
    private CategoryEmbedding? _categories;
    private CountedTable? _table;
    private IncrementalTrainer? _trainer;
    private int _rowsInEpoch;

    /// <exception cref="InvalidInputException">An option requires all rows in memory.</exception>
    public StreamedTraining(PredictionTask task, NeuralNetworkTrainer.Options options, IChannel channel)
    {
        _task = task;
        _options = options;
        _channel = channel;
        _plan = new NetworkPlan(task, options);
        _training = _plan.Training;
        _classes = new SeenClasses(task, options);
        _labels = new SeenLabels(task, options);
        IReadOnlyList<string> violations = [.. Violations()];
        if (violations.Count > 0)
            throw new InvalidInputException(
                $"Invalid options with StreamFromDataView: {string.Join("; ", violations)}. Remove them, or set StreamFromDataView = false."
            );
    }

    /// <summary>Reads the rows and trains on them.</summary>
    public TrainingResult Run(IDataView input)
    {
        SampleColumns columns = SampleColumns.Of(input.Schema, _task, _options);
        _training = _plan.TrainingOn(columns.Shape, rows: null);
        _scaling = _task.ScalesTargets ? ScalingOf(input, columns) : TargetScaling.None;
        SampleReader reader = new(_task, _options, _channel);
        _validation = _options.ValidationSet is null ? null : _scaling.Scale(reader.Read(_options.ValidationSet, "validation"));
        _categories = columns.Embedding;
        bool counts = _categories is not null || _options.EncodesFeatures(columns.Shape);
        _table = counts && _options.StartFrom is null ? Count(input, columns) : null;
        LoggingObserver observer = new(_channel, _options, _scaling);
        int blockRows = BlockRows(columns.Shape.Size);
        string between = input.CanShuffle ? " and by the data view" : "";
        _channel.Info(
            MessageSensitivity.None,
            $"Rows are read for every epoch in blocks of {blockRows} and shuffled within a block{between}."
        );
        TrainingEnd end = TrainingEnd.Completed;
        try
        {
            for (int epoch = 1; epoch <= _training.Epochs; epoch++)
                RunEpoch(input, columns, blockRows, epoch, observer);
        }
        catch (OperationCanceledException) when (_trainer is not null)
        {
            end = TrainingEnd.Canceled;
        }

        return ToResult(_trainer!, end);
    }

    private void RunEpoch(IDataView input, SampleColumns columns, int blockRows, int epoch, LoggingObserver observer)
    {
        Random? random = input.CanShuffle ? new Random(unchecked((int)_training.Seed + epoch)) : null;
        using SampleCursor cursor = new(input, columns, _task, random);
        int rows = 0;
        while (!cursor.IsAtEnd)
        {
            Samples block = cursor.Read(blockRows, _options);

            // If there are no rows at all, the trainer throws.
            if (block.Count == 0 && rows > 0)
                break;
            _trainer ??= Start(block);
            _classes.Add(block);
            if (epoch == 1)
                _labels.Add(block);
            double loss = _trainer.Learn(_scaling.Scale(block));
            rows += block.Count;
            observer.OnStep(new TrainingProgress(epoch, _training.Epochs, rows, Math.Max(rows, _rowsInEpoch), loss));
        }

        if (epoch == 1)
        {
            _classes.Check();
            _labels.Check(_channel);
            foreach (string message in cursor.Skipped.Messages("training"))
                _channel.Warning(MessageSensitivity.None, message);
        }

        _rowsInEpoch = rows;
        observer.OnEpoch(_trainer!.EndEpoch(_validation), _trainer.Network);
    }

    /// <summary>Counts all rows for the statistics of features: in a block alone, a column of sorted rows has a part of its range.</summary>
    private CountedTable Count(IDataView input, SampleColumns columns)
    {
        CountedTable table = new(columns.Shape.Size, columns.Embedding, rows: null, _plan.Training.Seed);
        using SampleCursor cursor = new(input, columns, _task);
        while (!cursor.IsAtEnd)
            table.Add(cursor.Read(BlockRows(columns.Shape.Size), _options));
        return table;
    }

    private IncrementalTrainer Start(Samples block)
    {
        Network initial = _plan.CreateInitialNetwork(block, _scaling, _categories, _table);
        _channel.Info(MessageSensitivity.None, NetworkPlan.DescribeInput(initial.Definition));
        if (block is SparseSamples sparse)
            _channel.Info(MessageSensitivity.None, SparseRows.Describe(sparse));
        return new IncrementalTrainer(initial, _training);
    }

    private TrainingResult ToResult(IncrementalTrainer trainer, TrainingEnd end) =>
        new()
        {
            Network = _plan.ToTrainedNetwork(Calibrated(trainer), _scaling, _rowsInEpoch),
            Epochs = trainer.Epochs,
            SamplesSeen = trainer.SamplesSeen,
            Threads = trainer.Threads,
            End = end,
        };

    private Network Calibrated(IncrementalTrainer trainer) =>
        QuantileCalibration.Of(_task, _options, _plan, _channel)?.CorrectStreamed(trainer, _validation) ?? trainer.Network;

    // A block holds whole batches, so that only the last batch of an epoch is short.
    private int BlockRows(int width)
    {
        int rows = _options.StreamedRows ?? Math.Max(1, BlockValues / width);
        int batch = _training.BatchSize;
        return Math.Max(1, rows / batch) * batch;
    }

    private TargetScaling ScalingOf(IDataView input, SampleColumns columns)
    {
        float[] label = new float[_task.LabelWidth(columns.Label)];
        TargetStatistics statistics = new(label.Length, _plan.HasOutputBias);
        using DataViewRowCursor cursor = input.GetRowCursor(columns.All.Where(column => column.Index != columns.Features.Index));
        LabelReader readLabel = _task.GetLabelReader(cursor, columns.Label);
        ValueGetter<float>? getWeight = columns.Weight is DataViewSchema.Column column ? cursor.GetGetter<float>(column) : null;
        float weight = 1;
        while (cursor.MoveNext())
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            readLabel(label);
            getWeight?.Invoke(ref weight);
            if (weight > 0 && float.IsFinite(weight))
                statistics.Add(label, weight);
        }

        return _plan.WithBounds(statistics.ToScaling());
    }

    private IEnumerable<string> Violations()
    {
        TrainingOptions training = _plan.Training;
        if (training.Schedule != LearningRateSchedule.Constant)
            yield return $"Training.Schedule must be constant, not {training.Schedule}";
        if (training.EarlyStopping is not null)
            yield return "Training.EarlyStopping must be null";
        if (training.Optimizer.UsesAllSamples)
            yield return $"Training.Optimizer must not be {training.Optimizer.Name}, which needs all rows for every step";
        if (_options.Checkpoints is not null)
            yield return "Checkpoints must be null";
        if (_options.Ranks.Count > 1)
            yield return "Ranks must be those of one process alone";
        if (_options.ValidationFraction is not null)
            yield return "ValidationFraction must be null: set ValidationSet instead";
        if (_options.NumberOfMembers > 1)
            yield return $"NumberOfMembers must be 1, not {_options.NumberOfMembers}";
        if (_options.NumberOfStarts > 1)
            yield return $"NumberOfStarts must be 1, not {_options.NumberOfStarts}";
        if (_options.StreamedRows < 1)
            yield return $"StreamedRows must be at least 1, not {_options.StreamedRows}";
    }
}
