namespace MnistTrainer.NeuralNetwork;

/// <summary>The options of a training run. Immutable; this is the only definition of the defaults.</summary>
public sealed record TrainingOptions
{
    /// <summary>The maximum number of threads.</summary>
    public const int MaximumThreads = 256;

    /// <summary>The loss to minimize. Default: softmax cross-entropy.</summary>
    public Loss Loss { get; init; } = Loss.SoftmaxCrossEntropy;

    /// <summary>The optimizer. Default: Adam with a learning rate of 0.001.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>The learning rate schedule. Default: constant.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>The number of passes over the training samples, at least 1. Default: 10.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// The number of samples per step, at least 1. A shorter last batch is used as well. Ignored by optimizers with
    /// <see cref="Optimizer.UsesAllSamples"/>. Default: 128.
    /// </summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The random seed. The same seed and data give the same network with any number of threads. Default: 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The number of threads, 1 to 256, or 0 to choose it according to the machine and the batch size. Default: 0.</summary>
    public int Threads { get; init; }

    /// <summary>The target outputs. Default: 0 and 1.</summary>
    public TargetValues Targets { get; init; } = TargetValues.ZeroOne;

    /// <summary>How errors are propagated to the layer below. Default: the exact gradient.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>
    /// The fraction of the target that is distributed uniformly over all classes, from 0 to below 1 (Szegedy et al. 2016, section 7). It reduces
    /// overconfidence. Default: 0.
    /// </summary>
    public float LabelSmoothing { get; init; }

    /// <summary>The class weights, by which the samples' own weights are multiplied, or null for equal weights. Default: null.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>The regularization. Default: none.</summary>
    public Regularization Regularization { get; init; } = Regularization.None;

    /// <summary>
    /// The maximum L2 norm of the gradient; a longer gradient is scaled down (Pascanu, Mikolov and Bengio 2013). Above 0, or null for no
    /// limit. Default: null.
    /// </summary>
    public float? ClipNorm { get; init; }

    /// <summary>The maximum absolute value of each component of the gradient. Above 0, or null for no limit. Default: null.</summary>
    public float? ClipValue { get; init; }

    /// <summary>
    /// The decay of an exponential moving average of the parameters, which becomes the result: above 0 and below 1, typically 0.999. Null
    /// for the parameters themselves. Default: null.
    /// </summary>
    public float? AverageDecay { get; init; }

    /// <summary>
    /// Ends training when validation stops improving; requires validation samples. Null to run all epochs. Default: null.
    /// </summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// The random augmentation of training images, or null for none; requires <see cref="Samples{T}"/> of bytes. Default: null.
    /// </summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>
    /// The teacher whose outputs the network is trained on in addition to the labels, or null for labels only; requires
    /// <see cref="Loss.SoftmaxCrossEntropy"/> and the exact gradient. Default: null.
    /// </summary>
    public Distillation? Distillation { get; init; }

    /// <summary>The number of rows per step, for a given number of samples.</summary>
    internal int BatchRows(int samples) => Optimizer.UsesAllSamples ? samples : Math.Min(BatchSize, samples);

    /// <summary>The actual number of threads.</summary>
    internal int EffectiveThreads =>
        Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, Optimizer.UsesAllSamples ? int.MaxValue : Workspace.Slices(BatchSize));

    /// <summary>The targets after <see cref="LabelSmoothing"/>.</summary>
    internal TargetValues SmoothedTargets(int classes)
    {
        float share = LabelSmoothing / classes * (Targets.On - Targets.Off);
        return new TargetValues(Targets.Off + share, Targets.On - (LabelSmoothing * (Targets.On - Targets.Off)) + share);
    }

    /// <summary>Validates all options, also against each other and against a network.</summary>
    /// <exception cref="InvalidInputException">Something is invalid; the message lists every violation.</exception>
    public void Validate(NetworkDefinition network)
    {
        IReadOnlyList<string> violations = Violations(network);
        if (violations.Count > 0)
            throw new InvalidInputException($"Invalid options: {string.Join("; ", violations)}.");
    }

    /// <summary>
    /// Everything that is invalid in the network, in the options or in their combination, one clause each with the allowed range.
    /// </summary>
    public IReadOnlyList<string> Violations(NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return
        [
            .. network.Violations(),
            .. Optimizer.Violations(),
            .. Schedule.Violations(),
            .. Regularization.Violations(),
            .. EarlyStopping?.Violations() ?? [],
            .. Distillation?.Violations(network, this) ?? [],
            .. Loss.Violations(network.ClassNames.IsDefault ? 0 : network.ClassNames.Length),
            .. RangeViolations(),
            .. NetworkViolations(network),
        ];
    }

    private IEnumerable<string> RangeViolations()
    {
        if (Epochs < 1)
            yield return $"epochs must be at least 1, not {Epochs}";
        if (BatchSize < 1)
            yield return $"the batch size must be at least 1, not {BatchSize}";
        if (Threads is < 0 or > MaximumThreads)
            yield return $"threads must be from 0 (automatic) to {MaximumThreads}, not {Threads}";
        if (!float.IsFinite(Targets.On) || !float.IsFinite(Targets.Off))
            yield return FormattableString.Invariant($"targets must be finite, not {Targets.Off} and {Targets.On}");
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1))
            yield return FormattableString.Invariant($"label smoothing must be at least 0 and below 1, not {LabelSmoothing}");
        if (ClipNorm is float norm && !(norm > 0 && float.IsFinite(norm)))
            yield return FormattableString.Invariant($"the clip norm must be above 0, not {norm}");
        if (ClipValue is float value && !(value > 0 && float.IsFinite(value)))
            yield return FormattableString.Invariant($"the clip value must be above 0, not {value}");
        if (AverageDecay is float decay && !(decay > 0 && decay < 1))
            yield return FormattableString.Invariant($"the average decay must be above 0 and below 1, not {decay}");
    }

    private IEnumerable<string> NetworkViolations(NetworkDefinition network)
    {
        if (network.Layers.IsDefaultOrEmpty)
            yield break;
        if (Gradient == GradientRule.Book && network.Layers.Any(layer => !layer.AllowsBookRule))
            yield return "the book's rule requires dense layers whose units have one net input each";
        Activation last = network.Layers[^1].Activation;
        if (Loss.RequiredActivation is Activation required && last != required)
            yield return $"the loss {Loss} requires the activation {required} in the last layer, not {last}";
        foreach (Activation activation in network.Layers.Select(layer => layer.Activation).Distinct().Where(one => !one.IsDifferentiable))
            yield return $"the activation {activation} is not differentiable and cannot be trained";
    }
}
