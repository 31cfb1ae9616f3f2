using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A training step with every intermediate value, as one would compute it by hand.</summary>
/// <param name="Rule">The rule that layers pass errors back by.</param>
/// <param name="Step">The step.</param>
public sealed record StepTrace(GradientRule Rule, StepExplanation Step)
{
    /// <summary>The same step by the other rule.</summary>
    public required StepExplanation Other { get; init; }

    /// <summary>
    /// For each layer, first to last, whether both rules give it the same step. They always do so for the last layer, whose errors come from the loss
    /// and not through weights, and so for a network of one layer.
    /// </summary>
    public ImmutableArray<bool> IsSameByBothRules =>
        [.. Step.Layers.Zip(Other.Layers, (one, other) => one.Deltas.SequenceEqual(other.Deltas))];
}
