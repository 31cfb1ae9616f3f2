using System.Collections.Immutable;
using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>The part of a set of runs that one of several processes trains: every nth run.</summary>
/// <param name="Number">The number of the part, from 1 to <paramref name="Count"/>.</param>
/// <param name="Count">The number of parts, from 1 to <see cref="MaximumCount"/>.</param>
public sealed record Shard(int Number, int Count)
{
    /// <summary>The maximum number of parts.</summary>
    public const int MaximumCount = 100_000;

    /// <summary>Parses a part: <c>2/5</c>.</summary>
    /// <param name="text">The text.</param>
    /// <returns>The part; null if the text is invalid or the number is not from 1 to the count.</returns>
    public static Shard? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return
            text.Split('/') is [string first, string second]
            && int.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out int count)
            && number >= 1
            && number <= count
            && count <= MaximumCount
            ? new Shard(number, count)
            : null;
    }

    /// <summary>Returns the numbers of the runs in the part, from 0.</summary>
    /// <param name="runs">The number of runs.</param>
    public IEnumerable<int> RunsOf(int runs) => Enumerable.Range(0, runs).Where(run => run % Count == Number - 1);

    /// <summary>Trains the unfinished runs of the part and writes them to a folder, from which all runs are evaluated later.</summary>
    /// <param name="runs">All runs.</param>
    /// <param name="folder">The folder, which processes that train other parts can share.</param>
    /// <param name="listener">Receives a note at the beginning. Default: none.</param>
    /// <param name="cancellation">Ends training after the current step, with a checkpoint.</param>
    /// <exception cref="InvalidInputException">
    /// The options are invalid or unsuitable for the data, or a checkpoint in the folder belongs to other options or data, is damaged, or cannot be written.
    /// </exception>
    public ShardReport Train(IRunSet runs, RunFolder folder, IExperimentListener? listener = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(folder);
        int[] own = [.. RunsOf(runs.Count)];
        listener?.OnNote(new ShardStartedNote(this, own.Length, runs.Count, folder.Path));
        int finished = own.TakeWhile(run => !cancellation.IsCancellationRequested && folder.Train(runs, run, cancellation)).Count();
        IReadOnlyList<string> there = folder.FinishedAmong(runs);
        return new ShardReport(this, folder.Path)
        {
            Trained = [.. own.Take(finished).Select(runs.NameOf)],
            Missing = [.. Enumerable.Range(0, runs.Count).Select(runs.NameOf).Except(there, StringComparer.Ordinal)],
            WasCanceled = finished < own.Length,
        };
    }

    /// <summary>Returns the text that can be parsed: <c>2/5</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}/{Count}");
}

/// <summary>The state of a part of a set of runs.</summary>
/// <param name="Shard">The part.</param>
/// <param name="Folder">The folder of the checkpoints.</param>
public sealed record ShardReport(Shard Shard, string Folder)
{
    /// <summary>The names of the finished runs of this part.</summary>
    public required ImmutableArray<string> Trained { get; init; }

    /// <summary>The names of the unfinished runs of all parts, as far as this process can see.</summary>
    public required ImmutableArray<string> Missing { get; init; }

    /// <summary>Whether training was canceled before all runs of this part were finished.</summary>
    public required bool WasCanceled { get; init; }
}
