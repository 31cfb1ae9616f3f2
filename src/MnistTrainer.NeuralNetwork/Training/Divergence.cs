namespace MnistTrainer.NeuralNetwork;

/// <summary>Describes how training diverged: where, the symptom, and what to try.</summary>
public sealed record Divergence
{
    /// <summary>The epoch, from 1.</summary>
    public required int Epoch { get; init; }

    /// <summary>The batch in that epoch, from 1.</summary>
    public required int Batch { get; init; }

    /// <summary>What was detected: <c>the loss is NaN</c>.</summary>
    public required string Symptom { get; init; }

    /// <summary>The layer where it started: <c>layer 2 of 3 (dense 512 → 256, relu)</c>.</summary>
    public required string Layer { get; init; }

    /// <summary>The step after which the restored weights were saved; 0 for the initial weights.</summary>
    public required long LastGoodStep { get; init; }

    /// <summary>A learning rate to try: a tenth of the one used, or the optimizer's default if that is lower.</summary>
    public required float SuggestedLearningRate { get; init; }

    /// <summary>Whether gradient clipping may help: the gradient was not clipped.</summary>
    public required bool SuggestsClipping { get; init; }

    /// <summary>A suspected problem with the data, such as <c>inputs reach 65535</c>, or null.</summary>
    public string? DataHint { get; init; }

    /// <summary>The whole description, including <see cref="Advice"/>.</summary>
    public string Message =>
        FormattableString.Invariant($"Training diverged in epoch {Epoch}, batch {Batch}: {Symptom}. It started in {Layer}. {Advice}");

    /// <summary>A sentence about the weights that were restored.</summary>
    public string Recovery =>
        LastGoodStep == 0
            ? "The initial weights were restored, because no later weights were good."
            : FormattableString.Invariant($"The weights after step {LastGoodStep}, the last good ones, were restored.");

    /// <summary>What to try, in one or two sentences.</summary>
    public string Advice
    {
        get
        {
            string clip = SuggestsClipping ? ", or clip the gradient, for example to a norm of 1" : "";
            string data = DataHint is null ? "" : $" Also check the data: {DataHint}.";
            return FormattableString.Invariant($"Lower the learning rate, for example to {SuggestedLearningRate}{clip}.{data}");
        }
    }
}
