using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Runtime;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.MLNet;

/// <summary>Trains a network on the rows of a data view that does not fit into memory, converted once to a file and shuffled in two levels (<see cref="StoredSamples"/>).</summary>
internal sealed class StoredTraining
{
    // Of the memory, an eighth each is for rows held out for validation and for quantiles.
    private const int HeldOutParts = 8;

    // A label, a place in the order and a weight.
    private const int BytesBesideValues = 12;

    // What shows whether values are pixels.
    private const int ExcerptRows = 1000;

    private readonly PredictionTask _task;
    private readonly NeuralNetworkTrainer.Options _options;
    private readonly IChannel _channel;
    private readonly NetworkPlan _plan;

    /// <exception cref="InvalidInputException">An option requires all rows in memory.</exception>
    public StoredTraining(PredictionTask task, NeuralNetworkTrainer.Options options, IChannel channel)
    {
        (_task, _options, _channel) = (task, options, channel);
        _plan = new NetworkPlan(task, options);
        IReadOnlyList<string> violations = [.. Violations()];
        if (violations.Count > 0)
            throw new InvalidInputException(
                $"Invalid options with StreamedMemory: {string.Join("; ", violations)}. Remove them, or set StreamedMemory = null."
            );
    }

    /// <summary>Converts the rows and trains on them.</summary>
    public TrainingResult Run(IDataView input)
    {
        SampleColumns columns = SampleColumns.Of(input.Schema, _task, _options);
        if (_options.AllowsSparse(columns.Shape))
            throw new InvalidInputException(
                $"feature column '{columns.Features.Name}'",
                $"at most {NeuralNetworkTrainer.Options.MaximumNormalizedColumns} values, to be kept in a file",
                $"{columns.Shape.Size}",
                "Set StreamedMemory = null"
            );
        Samples? validation = _options.ValidationSet is null
            ? null
            : new SampleReader(_task, _options, _channel).Read(_options.ValidationSet, "validation");
        using TemporaryRows file = new(_options.StreamedFile);
        ViewConversion conversion = new(_task, _options, _channel);
        using RowFile rows = file.Opened(conversion.Convert(input, columns, file.Path));
        QuantileCalibration? calibration = QuantileCalibration.Of(_task, _options, _plan, _channel);
        StoredSamples stored = Divide(rows, calibration, validation);
        _channel.Info(
            MessageSensitivity.None,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{rows.Count} rows are in a file, {Math.Min(stored.BufferRows, stored.Count)} of them in memory at a time; they are shuffled by blocks, and within what is in memory."
            )
        );
        validation ??= stored.ValidationCount > 0 ? ToTraining(stored.ReadValidation()) : null;
        return Train(stored, columns, conversion.AreBytes, validation, calibration);
    }

    private TrainingResult Train(
        StoredSamples stored,
        SampleColumns columns,
        bool areBytes,
        Samples? validation,
        QuantileCalibration? calibration
    )
    {
        Samples? heldOut =
            stored.TestCount > 0 ? ToTraining(stored.ReadTest())
            : validation?.Count >= QuantileCalibration.FewestRows ? validation
            : null;
        (TargetScaling scaling, CountedTable? table) = Count(stored, columns);
        Network initial = _plan.CreateInitialNetwork(Excerpt(stored, areBytes), scaling, columns.Embedding, table);
        _channel.Info(MessageSensitivity.None, NetworkPlan.DescribeInput(initial.Definition));
        TrainingOptions training = _plan.TrainingOn(columns.Shape, stored.Count);
        if (validation is not null)
            validation = scaling.Scale(validation);
        TrainingResult result = new MemberRuns(_options, _channel).Train(
            training,
            initial,
            stored with
            {
                Scaling = scaling,
            },
            validation,
            new LoggingObserver(_channel, _options, scaling),
            _options.Checkpoints
        );
        if (validation is not null)
            new LabelAdvice(_options, _channel).CheckLearning(result, validation, training);
        Network network = calibration is null
            ? result.Network
            : calibration.CorrectStored(result, heldOut is null ? null : scaling.Scale(heldOut));
        return result with { Network = _plan.ToTrainedNetwork(network, scaling, stored.Count) };
    }

    /// <summary>Holds out what the options want, in blocks of the file.</summary>
    private StoredSamples Divide(RowFile rows, QuantileCalibration? calibration, Samples? validation)
    {
        long rowBytes = rows.Encoding!.Length + BytesBesideValues;
        int most = (int)Math.Min(int.MaxValue, _options.StreamedMemory!.Value / HeldOutParts / rowBytes);
        int heldOut = _options.ValidationFraction is float fraction ? Math.Max(1, (int)(rows.Count * (double)fraction)) : 0;
        if (heldOut > most)
            throw new InvalidInputException(
                "ValidationFraction",
                $"at most {most} rows, an eighth of StreamedMemory",
                $"{heldOut}",
                "Hold out a smaller fraction, or set a larger StreamedMemory"
            );
        int enough = Math.Max(heldOut, validation?.Count ?? 0);
        int forQuantiles =
            calibration is null || enough >= QuantileCalibration.FewestRows || rows.Count <= QuantileCalibration.MostRowsInFolds
                ? 0
                : Math.Min(Math.Min(QuantileCalibration.MostRows, rows.Count / 10), most);
        ClassWeights? weights = _task is BinaryTask ? _options.ClassWeights ?? _options.Training.ClassWeights : null;
        return new StoredSamples(rows)
        {
            ValidationCount = heldOut,
            TestCount = forQuantiles,
            Seed = _plan.Training.Seed,
            BinaryOutput = _task is BinaryTask ? _options.LabelColumnName : null,
            ClassWeights = weights,
            // Two blocks at least, each of about 256 KiB.
            BufferRows = (int)
                Math.Max(
                    2 * rows.BlockRows,
                    Math.Min(
                        _options.StreamedMemory.Value / HeldOutParts * (HeldOutParts - 2) / rowBytes,
                        Array.MaxLength / rows.Shape.Size
                    )
                ),
        };
    }

    private (TargetScaling Scaling, CountedTable? Table) Count(StoredSamples stored, SampleColumns columns)
    {
        bool counts = (columns.Embedding is not null || _options.EncodesFeatures(columns.Shape)) && _options.StartFrom is null;
        if (!counts && !_task.ScalesTargets)
            return (TargetScaling.None, null);
        CountedTable table = new(columns.Shape.Size, columns.Embedding, stored.Count, _plan.Training.Seed);
        int outputs = stored.File.ClassNames.Count;
        TargetStatistics targets = new(outputs, _plan.HasOutputBias);
        foreach (Samples part in stored.ReadBlocks())
        {
            _options.Cancellation.ThrowIfCancellationRequested();
            if (counts)
                table.Add(part);
            for (int row = 0; row < part.Count && _task.ScalesTargets; row++)
                targets.Add(part.Targets.Slice(row * outputs, outputs), part.Weights.IsEmpty ? 1 : part.Weights[row]);
        }

        return (_task.ScalesTargets ? _plan.WithBounds(targets.ToScaling()) : TargetScaling.None, counts ? table : null);
    }

    /// <summary>Some rows as they are trained on; bytes where all are, which may be pixels.</summary>
    private Samples Excerpt(StoredSamples stored, bool areBytes)
    {
        Samples excerpt = stored.ReadExcerpt(ExcerptRows);
        if (!areBytes)
            return ToTraining(excerpt);
        Samples<float> floats = (Samples<float>)excerpt;
        byte[] bytes = [.. Enumerable.Range(0, floats.Count).SelectMany(row => floats.Row(row).ToArray()).Select(value => (byte)value)];
        Samples all = new Samples<byte>(floats.Shape, bytes, labels: null, classNames: []);
        return ToTraining(
            floats.HasTargets ? all.WithTargets(floats.Targets, floats.ClassNames) : all.WithLabels(floats.Labels, floats.ClassNames)
        );
    }

    private Samples ToTraining(Samples samples) =>
        _task is BinaryTask
            ? samples.WithTargets(Array.ConvertAll(samples.Labels.ToArray(), label => (float)label), _options.LabelColumnName)
            : samples;

    private IEnumerable<string> Violations()
    {
        if (!_options.StreamFromDataView)
            yield return "StreamFromDataView must be true";
        if (_options.StreamedMemory < 1)
            yield return $"StreamedMemory must be at least 1, not {_options.StreamedMemory}";
        if (_options.StreamedRows is not null)
            yield return "StreamedRows must be null";
        if (_plan.Training.Optimizer.UsesAllSamples)
            yield return $"Training.Optimizer must not be {_plan.Training.Optimizer.Name}, which needs all rows for every step";
        if (_plan.Training.Augmentation is not null)
            yield return "Training.Augmentation must be null";
        if (_options.StreamedFile is not null && _options.Ranks.Count > 1)
            yield return "StreamedFile must be null with Ranks, each of which converts the rows to a file of its own";
    }
}
