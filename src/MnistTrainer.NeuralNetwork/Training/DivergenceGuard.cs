using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Sees training run away, and keeps weights from before. A loss or gradient that is no finite number ends training at once. So does an
/// explosion: a running mean of the batches' losses, into which each goes with a hundredth, ten times as high as where nothing was learned yet (the
/// first batch's loss, or that of outputs that favor no class if it is more). A bad batch does not raise it so far, nor does a rate that is too
/// large but recovers within tens of steps; losses that have a bound, such as the squared error of sigmoids, never do.
/// </summary>
internal sealed class DivergenceGuard
{
    private const double Share = 0.01;
    private const double Limit = 10;
    private const int MostStepsBetweenSnapshots = 500;
    private const int LeastStepsBetweenSnapshots = 16;

    private readonly ITrainingStep _step;
    private readonly double _ignorance;
    private readonly int _interval;
    private FloatBuffer _good;
    private FloatBuffer _candidate;

    /// <param name="step">What is guarded.</param>
    /// <param name="options">Its options.</param>
    /// <param name="classes">Classes to tell apart.</param>
    /// <param name="stepsPerEpoch">Steps in an epoch: snapshots are at most so far apart.</param>
    public DivergenceGuard(ITrainingStep step, TrainingOptions options, int classes, int stepsPerEpoch)
    {
        _step = step;
        _ignorance = LossWithoutKnowledge(options, classes);
        _interval = Math.Clamp(stepsPerEpoch, LeastStepsBetweenSnapshots, MostStepsBetweenSnapshots);
        _good = new FloatBuffer(step.Result.Parameters);
        _candidate = new FloatBuffer(_good.Length);
    }

    /// <summary>The last weights that were seen to do well.</summary>
    public FloatBuffer Good => _good;

    /// <summary>What it remembers beside weights; set where training goes on from a checkpoint.</summary>
    public GuardMemory Memory { get; set; }

    /// <summary>Whether what went wrong is something that is not finite.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>The weights it remembers: the good ones, and those whose first loss is awaited.</summary>
    public IReadOnlyList<FloatBuffer> State => [_good, _candidate];

    /// <summary>Looks at a step just taken.</summary>
    /// <returns>What is wrong, or null.</returns>
    public string? Check(in StepResult result, int rows)
    {
        IsBroken = !double.IsFinite(result.Loss) || result.BrokenLayer >= 0 || !double.IsFinite(result.GradientNorm);
        if (!double.IsFinite(result.Loss))
            return FormattableString.Invariant($"the loss is {result.Loss}");
        if (IsBroken)
            return FormattableString.Invariant($"the gradient is {result.GradientNorm}");
        double loss = result.Loss / rows;
        GuardMemory memory = Memory;
        if (memory.Level == 0)
            memory.Level = memory.Mean = Math.Max(loss, _ignorance);
        memory.Mean += Share * (loss - memory.Mean);
        Memory = memory;
        if (memory.Mean > Limit * memory.Level)
            return FormattableString.Invariant(
                $"the mean loss of the last batches rose to {memory.Mean:G4}, from {memory.Level:G4} at the start"
            );
        Remember(loss <= memory.Level);
        return null;
    }

    /// <summary>Keeps the weights now and then: the loss of the step after tells whether they are good.</summary>
    private void Remember(bool isWell)
    {
        GuardMemory memory = Memory;
        if (memory.CandidateSteps > 0)
        {
            if (isWell)
                (_good, _candidate, memory.GoodSteps) = (_candidate, _good, memory.CandidateSteps);
            memory.CandidateSteps = 0;
        }

        if (isWell && _step.Steps % _interval == 0)
        {
            _step.CopyResult(_candidate);
            memory.CandidateSteps = _step.Steps;
        }

        Memory = memory;
    }

    private static double LossWithoutKnowledge(TrainingOptions options, int classes)
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

/// <summary>What a <see cref="DivergenceGuard"/> remembers beside weights.</summary>
internal record struct GuardMemory
{
    /// <summary>The loss where nothing is learned; 0 before the first step.</summary>
    public double Level { get; set; }

    /// <summary>The running mean of the losses.</summary>
    public double Mean { get; set; }

    /// <summary>The steps after which the good weights stood.</summary>
    public long GoodSteps { get; set; }

    /// <summary>The steps after which the candidate stood, or 0 for none.</summary>
    public long CandidateSteps { get; set; }
}
