using System.Collections.Immutable;

namespace MnistTrainer.NeuralNetwork;

/// <summary>The state of a training run after a step: everything that the next steps depend on.</summary>
public sealed class Checkpoint
{
    internal Checkpoint(TrainingState state, ImmutableSortedDictionary<string, string> metadata)
    {
        State = state;
        Metadata = metadata;
    }

    /// <summary>The caller's metadata (<see cref="Checkpointing.Metadata"/>).</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; }

    /// <summary>The completed epochs.</summary>
    public ImmutableArray<EpochResult> Epochs => State.Epochs;

    /// <summary>The number of samples trained on in the current epoch.</summary>
    public int SamplesInEpoch => State.Totals.Samples;

    internal TrainingState State { get; }

    /// <summary>Loads a checkpoint.</summary>
    /// <exception cref="InvalidInputException">The file is missing, unreadable or damaged.</exception>
    public static Checkpoint Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using FileStream file = ReadableFile.Open(path);
            return CheckpointFile.Read(file, path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string found = File.Exists(path) ? $"one that cannot be read ({FileFault.Describe(e)})" : "none";
            throw new InvalidInputException(
                path,
                "the checkpoint of an interrupted training run",
                found,
                "Start again without resuming; a completed run leaves no checkpoint",
                e
            );
        }
    }

    /// <summary>Checks that this checkpoint belongs to a training run with the given options, layers and data.</summary>
    /// <exception cref="InvalidInputException">It does not match; the message lists every difference.</exception>
    internal void CheckIdentity(ImmutableSortedDictionary<string, string> now, string path)
    {
        string[] differences =
        [
            .. State
                .Identity.Keys.Union(now.Keys)
                .Order(StringComparer.Ordinal)
                .Where(name => State.Identity.GetValueOrDefault(name) != now.GetValueOrDefault(name))
                .Select(name =>
                    $"{name} ({State.Identity.GetValueOrDefault(name, "unknown")} there, {now.GetValueOrDefault(name, "unknown")} here)"
                ),
        ];
        if (differences.Length > 0)
        {
            throw new InvalidInputException(
                $"{path} is the checkpoint of another training run. Differences: {string.Join("; ", differences)}. "
                    + "Resume it with its original settings and data, or start again without resuming."
            );
        }
    }
}
