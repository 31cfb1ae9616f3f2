using System.Runtime.CompilerServices;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Detects divergence and keeps earlier weights to restore. Training ends at once if the loss or gradient is non-finite, or if the loss
/// explodes: an exponential moving average of the batch losses, with weight 0.01, reaches ten times the baseline (the first batch's loss,
/// or the loss of uniform outputs if that is higher). A single bad batch does not reach that limit, nor does a learning rate that is too
/// high but recovers within tens of steps; bounded losses, such as the squared error of sigmoids, never do.
/// </summary>
internal sealed class DivergenceGuard
{
    private const double Smoothing = 0.01;
    private const double Limit = 10;
    private const int MaximumSnapshotInterval = 500;
    private const int MinimumSnapshotInterval = 16;

    private readonly ITrainingStep _step;
    private readonly double _uniformLoss;
    private readonly int _interval;
    private FloatBuffer _good;
    private FloatBuffer _candidate;

    /// <param name="step">The training step to monitor.</param>
    /// <param name="options">The training options.</param>
    /// <param name="classes">The number of classes.</param>
    /// <param name="stepsPerEpoch">The number of steps per epoch, which limits the interval between snapshots.</param>
    public DivergenceGuard(ITrainingStep step, TrainingOptions options, int classes, int stepsPerEpoch)
    {
        _step = step;
        _uniformLoss = UniformLoss(options, classes);
        _interval = Math.Clamp(stepsPerEpoch, MinimumSnapshotInterval, MaximumSnapshotInterval);
        _good = new FloatBuffer(step.Result.Parameters);
        _candidate = new FloatBuffer(_good.Length);
    }

    /// <summary>The last parameters known to be good.</summary>
    public FloatBuffer Good => _good;

    /// <summary>The state besides parameters; set when training resumes from a checkpoint.</summary>
    public GuardState State { get; set; }

    /// <summary>Whether the last check found a non-finite loss or gradient.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The saved parameters: the last good ones, and the candidate that the next step's loss will confirm.</summary>
    public IReadOnlyList<FloatBuffer> Snapshots => [_good, _candidate];

    /// <summary>Checks the result of a step.</summary>
    /// <returns>What is wrong, or null.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public string? Check(in StepResult result, int rows)
    {
        IsBroken = !double.IsFinite(result.Loss) || result.BrokenLayer >= 0 || !double.IsFinite(result.GradientNorm);
        if (!double.IsFinite(result.Loss))
            return FormattableString.Invariant($"the loss is {result.Loss}");
        if (IsBroken)
            return FormattableString.Invariant($"the gradient is {result.GradientNorm}");
        double loss = result.Loss / rows;
        GuardState state = State;
        if (state.Baseline == 0)
            state.Baseline = state.MeanLoss = Math.Max(loss, _uniformLoss);
        state.MeanLoss += Smoothing * (loss - state.MeanLoss);
        State = state;
        if (state.MeanLoss > Limit * state.Baseline)
            return FormattableString.Invariant(
                $"the mean loss of recent batches rose to {state.MeanLoss:G4}, from {state.Baseline:G4} at the start"
            );
        UpdateSnapshots(loss <= state.Baseline);
        return null;
    }

    /// <summary>Saves the parameters at intervals; the loss of the next step confirms whether they are good.</summary>
    private void UpdateSnapshots(bool isGood)
    {
        GuardState state = State;
        if (state.CandidateStep > 0)
        {
            if (isGood)
                (_good, _candidate, state.LastGoodStep) = (_candidate, _good, state.CandidateStep);
            state.CandidateStep = 0;
        }

        if (isGood && _step.Steps % _interval == 0)
        {
            _step.CopyResult(_candidate);
            state.CandidateStep = _step.Steps;
        }

        State = state;
    }

    private static double UniformLoss(TrainingOptions options, int classes)
    {
        TargetValues targets = options.SmoothedTargets(classes);
        float[] outputs = new float[classes],
            target = new float[classes];
        Array.Fill(outputs, 1f / classes);
        Array.Fill(target, targets.Off);
        target[0] = targets.On;
        double loss = options.Loss.Value(outputs, target);
        return double.IsFinite(loss) ? loss : 0;
    }
}

/// <summary>The state of a <see cref="DivergenceGuard"/> besides its snapshots.</summary>
internal record struct GuardState
{
    /// <summary>The loss of an untrained network; 0 before the first step.</summary>
    public double Baseline { get; set; }

    /// <summary>The exponential moving average of the batch losses.</summary>
    public double MeanLoss { get; set; }

    /// <summary>The step after which the last good parameters were saved.</summary>
    public long LastGoodStep { get; set; }

    /// <summary>The step after which the candidate was saved, or 0 for none.</summary>
    public long CandidateStep { get; set; }
}
