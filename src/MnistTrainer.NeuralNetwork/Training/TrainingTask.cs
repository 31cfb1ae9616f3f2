namespace MnistTrainer.NeuralNetwork;

/// <summary>Everything that a training needs besides the initial network.</summary>
/// <param name="Options">The training options.</param>
/// <param name="Samples">The training samples.</param>
internal sealed record TrainingTask(TrainingOptions Options, Samples Samples)
{
    /// <summary>The order of the samples, where they are read from a file; null where all are in memory. Their owner disposes of it.</summary>
    public IRowOrder? Rows { get; init; }

    /// <summary>The samples to measure on after every epoch, or null.</summary>
    public Samples? Validation { get; init; }

    /// <summary>Notified of every step and epoch, or null.</summary>
    public ITrainingObserver? Observer { get; init; }

    /// <summary>Whether and where to write checkpoints, or null for none.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>The ranks that train together. Default: one process alone.</summary>
    public ITrainingRanks Ranks { get; init; } = ITrainingRanks.Alone;

    /// <summary>Ends training after the current step.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Validates options, network and samples against each other.</summary>
    /// <exception cref="InvalidInputException">They are incompatible.</exception>
    public void Check(NetworkDefinition network)
    {
        Options.Validate(network);
        if (Checkpoints?.Every < 1)
            throw new InvalidInputException(
                "checkpoints",
                "an interval of at least 1 epoch",
                $"{Checkpoints.Every}",
                "Use 1 to save one after every epoch"
            );
        CheckSamples(network, Samples, "training");
        CheckTargets(Samples, "training");
        if (Validation is not null)
        {
            CheckSamples(network, Validation, "validation");
            CheckTargets(Validation, "validation");
        }

        if (Options.EarlyStopping is not null && Validation is null)
            throw new InvalidInputException(
                "early stopping",
                "validation samples",
                "none",
                "Hold out samples for validation, or train without early stopping"
            );
        if (Options.Augmentation is not null && Samples is not Samples<byte>)
        {
            throw new InvalidInputException(
                "training samples",
                "pixels stored as bytes, which augmentation requires",
                "floats",
                "Use whole numbers from 0 to 255, or train without augmentation"
            );
        }
    }

    /// <summary>Checks that ranks can divide the training.</summary>
    /// <exception cref="InvalidInputException">They cannot.</exception>
    public void CheckRanks(Network network)
    {
        if (Ranks.Count > 1 && OnlineStep.Fits(network, Options))
            throw new InvalidInputException(
                $"training over {Ranks.Count} ranks",
                "batches of rows, whose slices of 16 are divided among them",
                "a step after every sample (online training)",
                "Choose a larger batch size, or train in one process"
            );
    }

    private void CheckTargets(Samples samples, string role)
    {
        if (!Options.Loss.AllowsMissingTargets && samples.Targets.Contains(float.NaN))
            throw new InvalidInputException(
                $"{role} samples",
                $"a target for every output, as the loss {Options.Loss} requires",
                "some that are missing",
                $"Leave these samples out, or use the loss {Loss.SigmoidCrossEntropy}"
            );
        if (samples.Targets.IsEmpty || AreProbabilities(samples.Targets))
            return;
        if (Options.SmoothedTargets(2) != TargetValues.ZeroOne)
            throw new InvalidInputException(
                "label smoothing and target values",
                $"{role} samples whose targets are probabilities, from 0 to 1",
                "other numbers",
                "Train without label smoothing and with unchanged targets"
            );
        if (Options.EarlyStopping?.Monitor == MonitoredValue.ValidationAccuracy)
            throw new InvalidInputException(
                "early stopping by accuracy",
                $"{role} samples whose targets are probabilities, from 0 to 1",
                "other numbers",
                "Monitor the loss"
            );
    }

    private static bool AreProbabilities(ReadOnlySpan<float> targets)
    {
        foreach (float target in targets)
        {
            if (target is < 0 or > 1)
                return false;
        }

        return true;
    }

    private static void CheckSamples(NetworkDefinition network, Samples samples, string role)
    {
        if (samples.Shape.Size != network.InputShape.Size)
        {
            throw new InvalidInputException(
                $"{role} samples",
                $"images of {network.InputShape}",
                $"images of {samples.Shape}",
                "Train a network for this size, or resize the images"
            );
        }

        if (samples.Count == 0)
            throw new InvalidInputException($"{role} samples", "at least one", "none", "Provide at least one sample");
        if (!samples.HasLabels && !samples.HasTargets)
            throw new InvalidInputException($"{role} samples", "a label for every sample", "none", "Provide labeled data");
        if (!samples.ClassNames.SequenceEqual(network.ClassNames, StringComparer.Ordinal))
        {
            throw new InvalidInputException(
                $"{role} samples",
                $"the classes {string.Join(", ", network.ClassNames)}",
                string.Join(", ", samples.ClassNames),
                "Provide data with the network's classes"
            );
        }
    }
}
