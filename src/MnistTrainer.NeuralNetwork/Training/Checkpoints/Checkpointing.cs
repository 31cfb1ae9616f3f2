using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Whether and where training writes checkpoints. A training resumed from one gives the same network, bit for bit, as an uninterrupted one.
/// Immutable.
/// </summary>
/// <param name="Path">The path of the file, which is replaced atomically.</param>
public sealed record Checkpointing(string Path)
{
    /// <summary>
    /// The number of epochs between checkpoints, at least 1. One is also written before the first step, after the last epoch, and when
    /// training is cancelled, even in the middle of an epoch. Default: 1.
    /// </summary>
    public int Every { get; init; } = 1;

    /// <summary>
    /// Whether to resume from the checkpoint at <see cref="Path"/>. Options, data and layers must be those of the checkpoint, whose
    /// parameters replace those of the given network. It is an error if there is none, so that a training is never started again by
    /// mistake.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Whether to keep the checkpoint when training ends other than by cancellation. Default: false.</summary>
    public bool KeepAtEnd { get; init; }

    /// <summary>
    /// What else must be the same when a training is resumed, as text by name, such as where its first weights came from; a name of the training's own is not replaced.
    /// Default: none.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Identity { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The caller's metadata to store in the checkpoint (<see cref="Checkpoint.Metadata"/>).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Deletes the checkpoint and any partial file that a killed process left.</summary>
    public void Delete() => AtomicFile.Delete(Path);
}
