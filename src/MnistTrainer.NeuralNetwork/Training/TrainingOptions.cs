namespace MnistTrainer.NeuralNetwork;

/// <summary>How a network is trained. Immutable; the defaults stand here and nowhere else.</summary>
public sealed record TrainingOptions
{
    /// <summary>The most threads that can be asked for.</summary>
    public const int MaximumThreads = 256;

    /// <summary>What is made small; softmax cross-entropy unless told.</summary>
    public Loss Loss { get; init; } = Loss.SoftmaxCrossEntropy;

    /// <summary>How parameters move; Adam at 0.001 unless told.</summary>
    public Optimizer Optimizer { get; init; } = new Adam();

    /// <summary>How the learning rate changes; it stays unless told.</summary>
    public LearningRateSchedule Schedule { get; init; } = LearningRateSchedule.Constant;

    /// <summary>How often every sample is learned from, at least 1; 10 unless told.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>
    /// Samples that share one step, at least 1; 128 unless told. A short last batch is trained too. An optimizer that
    /// <see cref="Optimizer.UsesAllSamples"/> does not ask it.
    /// </summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The source of all randomness; 1 unless told. The same seed and data give the same network, with any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that work together, 1 to 256, or 0 for as many as this machine and the batch size make use of; 0 unless told.</summary>
    public int Threads { get; init; }

    /// <summary>The outputs that a class asks for; 0 and 1 unless told.</summary>
    public TargetValues Targets { get; init; } = TargetValues.ZeroOne;

    /// <summary>What layers pass back; the gradient unless told.</summary>
    public GradientRule Gradient { get; init; } = GradientRule.Exact;

    /// <summary>
    /// How much of the target is spread evenly over all classes, from 0 to below 1; 0 unless told (Szegedy et al. 2016, section 7). It keeps a network
    /// from being too sure.
    /// </summary>
    public float LabelSmoothing { get; init; }

    /// <summary>How much the samples of each class count; null, as unless told, for all alike. Samples may have weights of their own besides.</summary>
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>What keeps weights small; nothing unless told.</summary>
    public Regularization Regularization { get; init; } = Regularization.None;

    /// <summary>The most that the gradient may be long; a longer one is shortened (Pascanu, Mikolov and Bengio 2013). Above 0, or null for no limit.</summary>
    public float? ClipNorm { get; init; }

    /// <summary>The most that each part of the gradient may be, either way. Above 0, or null for no limit.</summary>
    public float? ClipValue { get; init; }

    /// <summary>
    /// Where set, the result is a running average of the parameters, of which this much is kept at each step: above 0, below 1; 0.999 is usual.
    /// Null for the parameters themselves, as unless told.
    /// </summary>
    public float? AverageDecay { get; init; }

    /// <summary>Ends training when validation no longer becomes better, and keeps the best; null, as unless told, for all epochs. It needs validation.</summary>
    public EarlyStopping? EarlyStopping { get; init; }

    /// <summary>
    /// How images are changed at random each time they are learned from, or null for images as they are; null unless told. It needs
    /// <see cref="Samples{T}"/> of bytes.
    /// </summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>The rows that share one step of so many samples.</summary>
    internal int BatchRows(int samples) => Optimizer.UsesAllSamples ? samples : Math.Min(BatchSize, samples);

    /// <summary>The number of threads that <see cref="Threads"/> comes to.</summary>
    internal int EffectiveThreads =>
        Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, Optimizer.UsesAllSamples ? int.MaxValue : Workspace.Slices(BatchSize));

    /// <summary>The targets with <see cref="LabelSmoothing"/>.</summary>
    internal TargetValues SmoothedTargets(int classes)
    {
        float share = LabelSmoothing / classes * (Targets.On - Targets.Off);
        return new TargetValues(Targets.Off + share, Targets.On - (LabelSmoothing * (Targets.On - Targets.Off)) + share);
    }

    /// <summary>Checks all options against each other and against a network.</summary>
    /// <exception cref="InvalidInputException">Something does not hold; the message lists all that does not.</exception>
    public void Validate(NetworkDefinition network)
    {
        IReadOnlyList<string> violations = Violations(network);
        if (violations.Count > 0)
            throw new InvalidInputException($"These options do not hold: {string.Join("; ", violations)}.");
    }

    /// <summary>Everything that does not hold in a network, among the options and between the two, each in words with what is allowed.</summary>
    public IReadOnlyList<string> Violations(NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<string> violations =
        [
            .. network.Violations(),
            .. Optimizer.Violations(),
            .. Schedule.Violations(),
            .. Regularization.Violations(),
            .. EarlyStopping?.Violations() ?? [],
        ];
        if (Epochs < 1)
            violations.Add($"epochs must be at least 1, not {Epochs}");
        if (BatchSize < 1)
            violations.Add($"the batch size must be at least 1, not {BatchSize}");
        if (Threads is < 0 or > MaximumThreads)
            violations.Add($"threads must be from 0 (as many as make sense) to {MaximumThreads}, not {Threads}");
        if (!float.IsFinite(Targets.On) || !float.IsFinite(Targets.Off))
            violations.Add(FormattableString.Invariant($"targets must be finite, not {Targets.Off} and {Targets.On}"));
        if (!(LabelSmoothing >= 0 && LabelSmoothing < 1))
            violations.Add(FormattableString.Invariant($"label smoothing must be from 0 to below 1, not {LabelSmoothing}"));
        if (ClipNorm is float norm && !(norm > 0 && float.IsFinite(norm)))
            violations.Add(FormattableString.Invariant($"the norm to clip at must be above 0, not {norm}"));
        if (ClipValue is float value && !(value > 0 && float.IsFinite(value)))
            violations.Add(FormattableString.Invariant($"the value to clip at must be above 0, not {value}"));
        if (AverageDecay is float decay && !(decay > 0 && decay < 1))
            violations.Add(FormattableString.Invariant($"the decay of the average must be above 0 and below 1, not {decay}"));
        if (Gradient == GradientRule.Book && !network.Layers.IsDefault && network.Layers.Any(layer => !layer.AllowsBookRule))
            violations.Add("the book's rule is for dense layers whose units have one net input each");
        if (network.Layers.IsDefaultOrEmpty)
            return violations;
        Activation last = network.Layers[^1].Activation;
        if (Loss.RequiredActivation is Activation required && last != required)
            violations.Add($"the loss {Loss} needs {required} as the activation of the last layer, not {last}");
        foreach (Activation activation in network.Layers.Select(layer => layer.Activation).Distinct().Where(one => !one.IsDifferentiable))
            violations.Add($"the activation {activation} has no derivative to train with");
        return violations;
    }
}
