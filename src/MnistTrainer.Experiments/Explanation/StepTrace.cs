using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>A training step with every intermediate value, as computed by hand.</summary>
/// <param name="Rule">The rule for back-propagation.</param>
/// <param name="Step">The step.</param>
public sealed record StepTrace(GradientRule Rule, StepExplanation Step)
{
    /// <summary>The same step with the other rule.</summary>
    public required StepExplanation Other { get; init; }

    /// <summary>
    /// For each layer, first to last, whether both rules give the same step. This is always true for the last layer, whose errors come directly
    /// from the loss, and therefore for a network of one layer.
    /// </summary>
    public ImmutableArray<bool> IsSameByBothRules =>
        [.. Step.Layers.Zip(Other.Layers, (one, other) => one.Deltas.SequenceEqual(other.Deltas))];
}
