namespace MnistTrainer.NeuralNetwork;

/// <summary>What one training is given beside the network that it begins with.</summary>
/// <param name="Options">How to train.</param>
/// <param name="Samples">What to learn.</param>
internal sealed record TrainingTask(TrainingOptions Options, Samples Samples)
{
    /// <summary>What is measured on after every epoch, or null.</summary>
    public Samples? Validation { get; init; }

    /// <summary>Told of every step and epoch, or null.</summary>
    public ITrainingObserver? Observer { get; init; }

    /// <summary>Where checkpoints go, or null for none.</summary>
    public Checkpointing? Checkpoints { get; init; }

    /// <summary>Ends training after the step under way.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>Checks options, network and samples against each other.</summary>
    /// <exception cref="InvalidInputException">They do not fit.</exception>
    public void Check(NetworkDefinition network)
    {
        Options.Validate(network);
        if (Checkpoints?.Every < 1)
            throw new InvalidInputException(
                "checkpoints",
                "at least 1 epoch from one to the next",
                $"{Checkpoints.Every}",
                "Give 1 for one after every epoch"
            );
        CheckSamples(network, Samples, "training");
        if (Validation is not null)
            CheckSamples(network, Validation, "validation");
        if (Options.EarlyStopping is not null && Validation is null)
            throw new InvalidInputException(
                "early stopping",
                "validation samples",
                "none",
                "Hold out some samples to validate with, or train without early stopping"
            );
        if (Options.Augmentation is not null && Samples is not Samples<byte>)
        {
            throw new InvalidInputException(
                "training samples",
                "pixels kept as bytes, which augmentation changes",
                "floats",
                "Give whole numbers from 0 to 255, or train without augmentation"
            );
        }
    }

    private static void CheckSamples(NetworkDefinition network, Samples samples, string role)
    {
        if (samples.Shape.Size != network.InputShape.Size)
        {
            throw new InvalidInputException(
                $"{role} samples",
                $"images of {network.InputShape}",
                $"images of {samples.Shape}",
                "Train a network for this size, or scale the images"
            );
        }

        if (samples.Count == 0)
            throw new InvalidInputException($"{role} samples", "at least one", "none", "Give some");
        if (!samples.HasLabels && !samples.HasTargets)
            throw new InvalidInputException($"{role} samples", "a label for every sample", "none", "Give data that has labels");
        if (!samples.ClassNames.SequenceEqual(network.ClassNames, StringComparer.Ordinal))
        {
            throw new InvalidInputException(
                $"{role} samples",
                $"the classes {string.Join(", ", network.ClassNames)}",
                string.Join(", ", samples.ClassNames),
                "Give data that has the network's classes"
            );
        }
    }
}
