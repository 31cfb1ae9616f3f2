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

    /// <summary>Samples that share one step, at least 1; 128 unless told. A short last batch is trained too.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>The source of all randomness; 1 unless told. The same seed and data give the same network, with any number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Threads that work together, 1 to 256, or 0 for as many as this machine and the batch size make use of; 0 unless told.</summary>
    public int Threads { get; init; }

    /// <summary>The outputs that a class asks for; 0 and 1 unless told.</summary>
    public TargetValues Targets { get; init; } = TargetValues.ZeroOne;

    /// <summary>What layers pass back; the gradient unless told.</summary>
    public ErrorPropagation ErrorPropagation { get; init; } = ErrorPropagation.Gradient;

    /// <summary>
    /// How pictures are changed at random each time they are learned from, or null for pictures as they are; null unless told. It needs
    /// <see cref="Samples{T}"/> of bytes.
    /// </summary>
    public IAugmentation? Augmentation { get; init; }

    /// <summary>The number of threads that <see cref="Threads"/> comes to.</summary>
    internal int EffectiveThreads =>
        Threads > 0 ? Threads : Math.Min(Environment.ProcessorCount, Workspace.Slices(BatchSize));

    /// <summary>Checks all options against each other and against a network.</summary>
    /// <exception cref="InvalidInputException">Something does not hold; the message lists all that does not.</exception>
    public void Validate(NetworkDefinition network)
    {
        ArgumentNullException.ThrowIfNull(network);
        List<string> violations = [.. Optimizer.Violations()];
        if (Epochs < 1)
            violations.Add($"epochs must be at least 1, not {Epochs}");
        if (BatchSize < 1)
            violations.Add($"the batch size must be at least 1, not {BatchSize}");
        if (Threads is < 0 or > MaximumThreads)
            violations.Add($"threads must be from 0 (as many as make sense) to {MaximumThreads}, not {Threads}");
        if (!float.IsFinite(Targets.On) || !float.IsFinite(Targets.Off))
            violations.Add(FormattableString.Invariant($"targets must be finite, not {Targets.Off} and {Targets.On}"));
        Activation last = network.Layers[^1].Activation;
        if (Loss.RequiredActivation is Activation required && last != required)
            violations.Add($"the loss {Loss} needs {required} as the activation of the last layer, not {last}");
        foreach (Activation activation in network.Layers.Select(layer => layer.Activation).Distinct().Where(one => !one.IsDifferentiable))
            violations.Add($"the activation {activation} has no derivative to train with");
        if (violations.Count > 0)
            throw new InvalidInputException($"These training options do not hold: {string.Join("; ", violations)}.");
    }
}
