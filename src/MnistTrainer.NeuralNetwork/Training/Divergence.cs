namespace MnistTrainer.NeuralNetwork;

/// <summary>Training that ran away: where, how it showed, and what to try.</summary>
public sealed record Divergence
{
    /// <summary>The epoch, 1 for the first.</summary>
    public required int Epoch { get; init; }

    /// <summary>The batch in that epoch, 1 for the first.</summary>
    public required int Batch { get; init; }

    /// <summary>How it showed: <c>the loss is NaN</c>.</summary>
    public required string Sign { get; init; }

    /// <summary>Where it began: <c>layer 2 of 3 (dense 512 → 256, relu)</c>.</summary>
    public required string Layer { get; init; }

    /// <summary>The steps after which the weights that were kept stood; 0 if they are those that training began with.</summary>
    public required long GoodSteps { get; init; }

    /// <summary>A learning rate to try: a tenth of what was asked for, or the optimizer's usual one where that is less.</summary>
    public required float SuggestedLearningRate { get; init; }

    /// <summary>Whether clipping the gradient may help: it was not clipped.</summary>
    public required bool SuggestsClipping { get; init; }

    /// <summary>What is odd about the data: <c>inputs reach 65535</c>; null where nothing is.</summary>
    public string? DataHint { get; init; }

    /// <summary>All of it, in sentences.</summary>
    public string Message =>
        FormattableString.Invariant($"Training diverged in epoch {Epoch}, batch {Batch}: {Sign}. It began in {Layer}. {Advice}");

    /// <summary>Which weights were kept, in a sentence.</summary>
    public string Kept =>
        GoodSteps == 0
            ? "No step did well: the weights are those that training began with."
            : FormattableString.Invariant($"The weights are those after {GoodSteps} steps, the last that did well.");

    /// <summary>What to try, in a sentence or two.</summary>
    public string Advice
    {
        get
        {
            string clip = SuggestsClipping ? ", or clip the gradient, to a length of 1 for instance" : "";
            string data = DataHint is null ? "" : $" Check the data, too: {DataHint}.";
            return FormattableString.Invariant($"Lower the learning rate, to {SuggestedLearningRate} for instance{clip}.{data}");
        }
    }
}
