using System.Collections.Immutable;
using MnistTrainer.NeuralNetwork.Kernels;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Where a training stands, with the memory of all that takes part in it.</summary>
internal sealed record TrainingState
{
    /// <summary>Options, layers and data, by name (<see cref="TrainingIdentity"/>).</summary>
    public required ImmutableSortedDictionary<string, string> Identity { get; init; }

    /// <summary>The epochs that were completed.</summary>
    public required ImmutableArray<EpochResult> Epochs { get; init; }

    /// <summary>Steps taken.</summary>
    public required long Steps { get; init; }

    /// <summary>The sums of the epoch under way.</summary>
    public required EpochTally Tally { get; init; }

    /// <summary>What the divergence guard remembers.</summary>
    public required GuardMemory Guard { get; init; }

    /// <summary>Parameters, the optimizer's memory, averages, good and best weights, in an order that follows from the options.</summary>
    public required IReadOnlyList<FloatBuffer> Blocks { get; init; }
}
