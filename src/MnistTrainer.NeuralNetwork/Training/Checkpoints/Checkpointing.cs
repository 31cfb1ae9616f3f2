using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Whether and where training writes checkpoints. A training run that is resumed from a checkpoint gives the same network, bit for bit, as an uninterrupted one.
/// Immutable.
/// </summary>
/// <param name="Path">The path of the file, which is replaced atomically.</param>
public sealed record Checkpointing(string Path)
{
    /// <summary>
    /// The number of epochs between checkpoints, at least 1. One is also written before the first step, after the last epoch, and when
    /// training is canceled, even in the middle of an epoch. Default: 1.
    /// </summary>
    public int Every { get; init; } = 1;

    /// <summary>
    /// Whether to resume from the checkpoint at <see cref="Path"/>. Options, data and layers must match the checkpoint, whose
    /// parameters replace those of the given network. A missing checkpoint is an error, so that training is never restarted
    /// by mistake.
    /// </summary>
    public bool Resume { get; init; }

    /// <summary>Whether to keep the checkpoint when training ends other than by cancellation. Default: false.</summary>
    public bool KeepAtEnd { get; init; }

    /// <summary>
    /// Additional conditions for resuming, as text by name, such as the source of the initial weights; they do not replace the built-in conditions.
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
