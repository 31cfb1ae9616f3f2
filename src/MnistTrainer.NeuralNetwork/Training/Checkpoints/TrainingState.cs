using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The complete state of a training.</summary>
internal sealed record TrainingState
{
    /// <summary>Options, layers and data, by name (<see cref="TrainingIdentity"/>).</summary>
    public required ImmutableSortedDictionary<string, string> Identity { get; init; }

    /// <summary>The completed epochs.</summary>
    public required ImmutableArray<EpochResult> Epochs { get; init; }

    /// <summary>The number of steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>The totals of the current epoch.</summary>
    public required EpochTotals Totals { get; init; }

    /// <summary>The state of the divergence guard.</summary>
    public required GuardState Guard { get; init; }

    /// <summary>Parameters, optimizer state, averages, last good and best parameters, in an order determined by the options.</summary>
    public required IReadOnlyList<FloatBuffer> Blocks { get; init; }
}
