using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>Training as it stood after some step: all that the steps after it depend on.</summary>
public sealed class Checkpoint
{
    internal Checkpoint(TrainingState state, ImmutableSortedDictionary<string, string> metadata)
    {
        State = state;
        Metadata = metadata;
    }

    /// <summary>What the caller noted (<see cref="Checkpointing.Metadata"/>).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>The epochs that were completed.</summary>
    public ImmutableArray<EpochResult> Epochs => State.Epochs;

    /// <summary>Samples learned from in the epoch after them.</summary>
    public int SamplesInEpoch => State.Tally.Learned;

    internal TrainingState State { get; }

    /// <summary>Reads a checkpoint.</summary>
    /// <exception cref="InvalidInputException">There is none, or it is damaged.</exception>
    public static Checkpoint Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = File.OpenRead(path);
            return CheckpointFile.Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found = File.Exists(path) ? $"one that cannot be read ({e.Message.TrimEnd('.')})" : "none";
            throw new InvalidInputException(
                path,
                "the checkpoint of a training that was interrupted",
                found,
                "Begin anew without resuming; a training that ended well leaves none",
                e
            );
        }
    }

    /// <summary>Sees to it that this checkpoint was made with these options, layers and data.</summary>
    /// <exception cref="InvalidInputException">It was not; the message lists every difference.</exception>
    internal void CheckIdentity(ImmutableSortedDictionary<string, string> now, string path)
    {
        string[] differences =
        [
            .. State
                .Identity.Keys.Union(now.Keys)
                .Order(StringComparer.Ordinal)
                .Where(name => State.Identity.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                .Select(name =>
                    $"{name} ({State.Identity.GetValueOrDefault(name, "not known")} there, {now.GetValueOrDefault(name, "not known")} here)"
                ),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidInputException(
                $"{path} is the checkpoint of another training. These differ: {string.Join("; ", differences)}. "
                    + "Go on with what it was made with, or begin anew without resuming."
            );
        }
    }
}
