using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Whether and where training leaves checkpoints, from which it can go on as if it had never been interrupted: the final network is the same, bit for
/// bit. Immutable.
/// </summary>
/// <param name="Path">The file. It is written beside its name and renamed into place.</param>
public sealed record Checkpointing(string Path)
{
    /// <summary>
    /// Epochs from one checkpoint to the next, at least 1; 1 unless told. One is also made before the first step, after the last epoch, and when
    /// training is cancelled, in the middle of an epoch, too.
    /// </summary>
    public int Every { get; init; } = 1;

    /// <summary>
    /// Whether training goes on from the checkpoint that lies there. Options, data and layers must be those that it was made with; the network's
    /// parameters are then not those given but the checkpoint's. Without a checkpoint that is an error, so that nothing is begun anew by mistake.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Whether the checkpoint stays when training ends other than by being cancelled; unless told it is deleted.</summary>
    public bool KeepAtEnd { get; init; }

    /// <summary>What the caller wants to find in the checkpoint when it goes on (<see cref="Checkpoint.Metadata"/>).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Deletes the checkpoint and what a killed process may have left of writing one.</summary>
    public void Delete() => AtomicFile.Delete(Path);
}
