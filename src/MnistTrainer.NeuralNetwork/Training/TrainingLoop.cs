using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Runs one training, from its first step or from a checkpoint to its end. The samples have been validated.</summary>
internal sealed class TrainingLoop : IDisposable
{
    private readonly Network _network;
    private readonly TrainingTask _task;
    private readonly TrainingOptions _options;
    private readonly ITrainingStep _step;
    private readonly Validation? _validation;
    private readonly DivergenceGuard _guard;
    private readonly IRowOrder _rows;
    private readonly int _batchRows;
    private readonly int _stepsPerEpoch;
    private readonly List<EpochResult> _epochs = [];
    private readonly FloatBuffer? _best;
    private readonly ImmutableSortedDictionary<string, string> _identity;
    private readonly RankGroup? _group;
    private readonly bool _writes;
    private EpochTotals _totals;
    private ObservedStep _lastStep;
    private string? _symptom;

    /// <param name="network">The initial network; not changed.</param>
    /// <param name="task">The options, samples and everything else of the training.</param>
    public TrainingLoop(Network network, TrainingTask task)
    {
        _task = task;
        _options = task.Options;
        _network = network.WithParameters(new FloatBuffer(network.Parameters));
        _group = RankGroup.Of(task);
        _writes = task.Ranks.Rank == 0;
        _identity =
            task.Checkpoints is null && _group is null
                ? ImmutableSortedDictionary<string, string>.Empty
                : TrainingIdentity.Of(network.Definition, task);
        _group?.CheckIdentity(TrainingIdentity.OfRank(_identity, network, task));
        _rows = task.Rows ?? new ShuffledRows(task.Samples.Count, _options.Seed);
        // Rows that are read from a file have the weights of their classes.
        Samples samples = task.Rows is null ? _options.ClassWeights?.Apply(task.Samples) ?? task.Samples : task.Samples;
        _step = TrainingSteps.Create(_network, samples, _options, _group);
        _validation = task.Validation is null ? null : new Validation(_step.Result, task.Validation, _options);
        _batchRows = _options.BatchRows(_rows.Count);
        _stepsPerEpoch = (_rows.Count + _batchRows - 1) / _batchRows;
        _guard = new DivergenceGuard(_step, _options, network.Definition.ClassNames.Length, _stepsPerEpoch);
        _best = _options.EarlyStopping is null ? null : new FloatBuffer(network.ParameterCount);
        if (task.Checkpoints is { Resume: true } checkpoints)
            Restore(checkpoints.Path);
    }

    /// <summary>The epoch that early stopping would keep, from 1; null without early stopping or epochs.</summary>
    private int? BestEpoch => _epochs.Count == 0 ? null : _options.EarlyStopping?.BestEpoch(_epochs);

    /// <summary>Whether training is to stop; on all ranks after the same step.</summary>
    private bool IsCanceled => _group?.IsStopRequested ?? _task.Cancellation.IsCancellationRequested;

    /// <summary>Trains to the end.</summary>
    public TrainingResult Run()
    {
        // Save one before the first step, so that training can be resumed whenever it is killed, and a full disk is detected now.
        if (_task.Checkpoints is { Resume: false })
            SaveCheckpoint();
        TrainingEnd? end = null;
        while (end is null)
        {
            if (_epochs.Count == _options.Epochs)
                end = TrainingEnd.Completed;
            else if (_options.EarlyStopping?.Stops(_epochs) == true)
                end = TrainingEnd.StoppedEarly;
            else if (IsCanceled)
                end = TrainingEnd.Canceled;
            else
                end = RunEpoch();
        }

        // Before Finish, whose effect must not be part of a checkpoint.
        if (end == TrainingEnd.Canceled)
            SaveCheckpoint();
        else if (_writes && _task.Checkpoints is { KeepAtEnd: false } checkpoints)
            checkpoints.Delete();
        _step.Finish();
        return ToResult(end.Value);
    }

    public void Dispose()
    {
        _validation?.Dispose();
        _step.Dispose();
    }

    /// <returns>Why training ends here, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TrainingEnd? RunEpoch()
    {
        long started = Stopwatch.GetTimestamp();
        _rows.Begin(_epochs.Count + 1, _totals.Samples);
        while (_totals.Samples < _rows.Count)
        {
            if (IsCanceled)
            {
                _totals.EarlierDuration += Stopwatch.GetElapsedTime(started);
                return TrainingEnd.Canceled;
            }

            _symptom = Step();
            if (_symptom is not null)
                return TrainingEnd.Diverged;
            // An observer may pause training: the clock of the epoch is stopped meanwhile.
            long observed = Stopwatch.GetTimestamp();
            _task.Observer?.OnStep(Progress());
            started += Stopwatch.GetTimestamp() - observed;
        }

        _step.Finish();
        _group?.CheckParameters(_network.Parameters, _epochs.Count + 1);
        TimeSpan duration = Stopwatch.GetElapsedTime(started);
        EpochResult result = _totals.ToResult(_epochs.Count + 1, duration, Validate());
        _totals = default;
        _epochs.Add(result);
        if (_best is not null && BestEpoch == _epochs.Count)
            _step.CopyResult(_best);
        _task.Observer?.OnEpoch(result, _step.Result);
        if (_task.Checkpoints is { } checkpoints && (_epochs.Count % checkpoints.Every == 0 || _epochs.Count == _options.Epochs))
            SaveCheckpoint();
        return null;
    }

    private TrainingProgress Progress() =>
        new(_epochs.Count + 1, _options.Epochs, _totals.Samples, _rows.Count, _totals.Loss / _totals.Samples) { Step = _lastStep };

    private (double Loss, double Accuracy)? Validate() =>
        _validation?.Measure() is not { } own ? null
        : _group is null ? own
        : _group.OfFirst(own);

    /// <summary>All buffers that a checkpoint contains.</summary>
    private FloatBuffer[] Blocks() => _best is null ? [.. _step.State, .. _guard.Snapshots] : [.. _step.State, .. _guard.Snapshots, _best];

    private void SaveCheckpoint()
    {
        if (_task.Checkpoints is not Checkpointing checkpoints)
            return;
        FloatBuffer[] blocks = Blocks();
        if (!_writes)
            return;
        TrainingState state = new()
        {
            Identity = _identity,
            Epochs = [.. _epochs],
            Steps = _step.Steps,
            Totals = _totals,
            Guard = _guard.State,
            Blocks = blocks,
        };
        AtomicFile.Write(checkpoints.Path, file => CheckpointFile.Write(new Checkpoint(state, checkpoints.Metadata), file));
    }

    private void Restore(string path)
    {
        Checkpoint checkpoint = _group?.LoadCheckpoint(path) ?? Checkpoint.Load(path);
        checkpoint.CheckIdentity(_identity, path);
        TrainingState state = checkpoint.State;
        FloatBuffer[] blocks = Blocks();
        if (!blocks.Select(block => block.Length).SequenceEqual(state.Blocks.Select(block => block.Length)))
            throw new InvalidInputException(
                path,
                "the weights and optimizer state of this training",
                "others",
                "It was written by another version of the program: start again without resuming"
            );
        foreach ((FloatBuffer block, FloatBuffer saved) in blocks.Zip(state.Blocks))
            saved.Span.CopyTo(block.Span);
        _step.Steps = state.Steps;
        _guard.State = state.Guard;
        _totals = state.Totals;
        _epochs.AddRange(state.Epochs);
        _task.Observer?.OnResume(_epochs, _totals.Samples);
    }

    /// <returns>What is wrong, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private string? Step()
    {
        int rows = Math.Min(_batchRows, _rows.Count - _totals.Samples);
        double done = (_epochs.Count + ((double)_totals.Samples / _rows.Count)) / _options.Epochs;
        float factor = _options.Schedule.Factor(new SchedulePosition(_step.Steps + 1, _stepsPerEpoch, _options.Epochs, done, _epochs));
        if (_totals.Samples + rows < _rows.Count && _rows.RowAt(_totals.Samples + rows) is int next)
            _step.Announce(next);
        float penalty = NoisePenalty.Factor(_options, _network.Definition.ClassNames.Length, _epochs);
        StepResult result = _step.Run(_rows.Take(_totals.Samples, rows), new StepFactors(factor, penalty));
        _totals.Add(result, rows, _options.Optimizer.LearningRate * factor);
        _lastStep = new ObservedStep(rows, result.Loss / rows, _totals.LearningRate, result.GradientNorm);
        return _guard.Check(result, rows);
    }

    private TrainingResult ToResult(TrainingEnd end)
    {
        Network network =
            BestEpoch is not null ? _network.WithParameters(_best!)
            : end == TrainingEnd.Diverged ? _network.WithParameters(_guard.Good)
            : _step.Result;
        return new TrainingResult
        {
            Network = network.WithHistory(_epochs),
            Epochs = _epochs,
            SamplesSeen = ((long)_epochs.Count * _rows.Count) + _totals.Samples,
            Threads = _options.EffectiveThreads,
            End = end,
            BestEpoch = BestEpoch,
            Divergence = end == TrainingEnd.Diverged ? ToDivergence() : null,
        };
    }

    private Divergence ToDivergence() =>
        new()
        {
            Epoch = _epochs.Count + 1,
            Batch = _totals.Steps,
            Symptom = _symptom!,
            Layer = DivergenceDiagnosis.LayerName(_network, _step, _guard.IsBroken, _guard.Good),
            LastGoodStep = BestEpoch is int best ? (long)best * _stepsPerEpoch : _guard.State.LastGoodStep,
            SuggestedLearningRate = Math.Min(_options.Optimizer.LearningRate / 10, _options.Optimizer.DefaultLearningRate),
            SuggestsClipping = _options.ClipNorm is null && _options.ClipValue is null,
            DataHint = _network.Definition.AcceptsMissingValues
                ? null
                : DivergenceDiagnosis.DataHint(_task.Samples, _network.Definition.Scaling),
        };
}
