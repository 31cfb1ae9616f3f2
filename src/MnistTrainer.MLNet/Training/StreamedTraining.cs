using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>One training of a network from the rows of a data view that do not fit into memory: they are read anew for every epoch, block by block.</summary>
internal sealed class StreamedTraining
{
    private const int BlockValues = 1 << 24;

    private readonly LearningTask _task;
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly IChannel _channel;
    private readonly NetworkPlan _plan;
    private TargetScaling _scaling;
    private Samples? _validation;
    private IncrementalTrainer? _trainer;
    private int _rowsInEpoch;

    /// <exception cref="InvalidInputException">Something was asked for that needs all rows in memory.</exception>
    public StreamedTraining(LearningTask task, NeuralNetworkTrainer.Options options, IChannel channel)
    {
        _task = task;
        _options = options;
        _channel = channel;
        _plan = new NetworkPlan(task, options);
        IReadOnlyList<string> violations = [.. Violations()];
        if (violations.Count > 0)
            throw new InvalidInputException(
                $"These options do not go with StreamFromDataView: {string.Join("; ", violations)}. Leave them out, or read the rows into memory."
            );
    }

    /// <summary>Reads the rows and learns from them.</summary>
    public TrainingResult Run(IDataView input)
    {
        SampleColumns columns = SampleColumns.Of(input.Schema, _task, _options);
        _scaling = _task.ScalingOf(Targets(input, columns), _plan.HasOutputBias);
        SampleReader reader = new(_task, _options, _channel);
        _validation = _options.ValidationSet is null ? null : _scaling.Scale(reader.Read(_options.ValidationSet, "validation"));
        ChannelObserver observer = new(_channel, _options, _scaling);
        int blockRows = BlockRows(columns.Shape.Size);
        string between = input.CanShuffle ? ", and by the data itself" : "";
        _channel.Info(
            MessageSensitivity.None,
            $"Rows are read anew for every epoch, in blocks of {blockRows}; they are shuffled within a block{between}."
        );
        TrainingEnd end = TrainingEnd.Completed;
        try
        {
            for (int epoch = 1; epoch <= _plan.Training.Epochs; epoch++)
                RunEpoch(input, columns, blockRows, epoch, observer);
        }
        catch (OperationCanceledException) when (_trainer is not null)
        {
            end = TrainingEnd.Cancelled;
        }

        return ToResult(_trainer!, end);
    }

    private void RunEpoch(IDataView input, SampleColumns columns, int blockRows, int epoch, ChannelObserver observer)
    {
        Random? random = input.CanShuffle ? new Random(unchecked((int)_plan.Training.Seed + epoch)) : null;
        using SampleCursor cursor = new(input, columns, _task, random);
        int rows = 0;
        while (!cursor.IsAtEnd)
        {
            Samples block = cursor.Read(blockRows, _options);

            // Where there is none at all, the trainer says so.
            if (block.Count == 0 && rows > 0)
                break;
            _trainer ??= new IncrementalTrainer(_plan.Begin(block, _scaling), _plan.Training);
            double loss = _trainer.Learn(_scaling.Scale(block));
            rows += block.Count;
            observer.OnStep(new TrainingProgress(epoch, _plan.Training.Epochs, rows, Math.Max(rows, _rowsInEpoch), loss));
        }

        if (epoch == 1)
        {
            foreach (string message in cursor.Skipped.Messages("training"))
                _channel.Warning(MessageSensitivity.None, message);
        }

        _rowsInEpoch = rows;
        observer.OnEpoch(_trainer!.EndEpoch(_validation), _trainer.Network);
    }

    private TrainingResult ToResult(IncrementalTrainer trainer, TrainingEnd end) =>
        new()
        {
            Network = _plan.End(trainer.Network, _scaling, _rowsInEpoch),
            Epochs = trainer.Epochs,
            SamplesSeen = trainer.SamplesSeen,
            Threads = trainer.Threads,
            End = end,
        };

    // A block of whole batches, so that only the last of an epoch is short.
    private int BlockRows(int width)
    {
        int rows = _options.StreamedRows ?? Math.Max(1, BlockValues / width);
        int batch = _plan.Training.BatchSize;
        return Math.Max(1, rows / batch) * batch;
    }

    private IEnumerable<(float Target, float Weight)> Targets(IDataView input, SampleColumns columns)
    {
        using DataViewRowCursor cursor = input.GetRowCursor(columns.All.Where(column => column.Index != columns.Features.Index));
        Func<float> read = _task.LabelOf(cursor, columns.Label);
        ValueGetter<float>? getWeight = columns.Weight is DataViewSchema.Column column ? cursor.GetGetter<float>(column) : null;
        float weight = 1;
        while (cursor.MoveNext())
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            float target = read();
            getWeight?.Invoke(ref weight);
            if (!float.IsNaN(target) && weight > 0 && float.IsFinite(weight))
                yield return (target, weight);
        }
    }

    private IEnumerable<string> Violations()
    {
        TrainingOptions training = _plan.Training;
        if (training.Schedule != LearningRateSchedule.Constant)
            yield return $"the schedule {training.Schedule}";
        if (training.EarlyStopping is not null)
            yield return "early stopping";
        if (training.Optimizer.UsesAllSamples)
            yield return $"the optimizer {training.Optimizer.Name}, which learns from all rows at each step";
        if (_options.Checkpoints is not null)
            yield return "checkpoints";
        if (_options.ValidationFraction is not null)
            yield return "a fraction of the rows to validate on";
        if (_options.NumberOfStarts > 1)
            yield return "several starts";
        if (_options.StreamedRows < 1)
            yield return $"blocks of {_options.StreamedRows} rows";
    }
}
