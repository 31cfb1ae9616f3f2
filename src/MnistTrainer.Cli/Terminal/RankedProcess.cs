using MnistTrainer.Distributed;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Terminal;

/// <summary>A command that MPI's launcher started more than once: <c>mpirun -n 4 mnist train</c>. Rank 0 alone prints and writes files.</summary>
internal static class RankedProcess
{
    // Ranks that fail alike do so at almost the same time: the lowest reports it, and ends the others before they do.
    private static readonly TimeSpan PatienceOfOthers = TimeSpan.FromSeconds(1.5);

    // The end and the message reach the launcher separately, and it drops what it has not read by then.
    private static readonly TimeSpan PatienceOfLauncher = TimeSpan.FromSeconds(0.5);

    private static TextWriter? _errors;
    private static bool _isAlone;

    /// <summary>The launch of this process with others that it works together with; null where it works alone.</summary>
    public static MpiLaunch? Launch => _isAlone ? null : MpiLaunch.Current;

    /// <summary>Whether this process prints and writes files: it works alone, or is rank 0.</summary>
    public static bool IsFirst => Launch is not { Rank: > 0 };

    /// <summary>Has this process work alone, whatever started it: it has a part of its own, and joins no others.</summary>
    public static void WorkAlone() => _isAlone = true;

    /// <summary>
    /// Prepares the console. Open MPI gives every rank a terminal of its own as stdout, wherever it goes in the end, and .NET would send it what sets up a terminal: into
    /// files, too, and once for each rank.
    /// </summary>
    public static void Begin()
    {
        if (MpiLaunch.Current is not null)
            Environment.SetEnvironmentVariable("TERM", "dumb");
    }

    /// <summary>Joins the other ranks, if this process was not started alone. Of ranks other than 0, nothing is printed from then on.</summary>
    /// <exception cref="InvalidInputException">MPI is not installed, or is not that of the launcher.</exception>
    public static ITrainingRanks Join()
    {
        if (Launch is null)
            return ITrainingRanks.Alone;
        if (!IsFirst)
        {
            _errors = Console.Error;
            Console.SetOut(TextWriter.Null);
            Console.SetError(TextWriter.Null);
        }

        return MpiRanks.Join();
    }

    /// <summary>The options of a training with the number of threads that each rank should have, unless it is given.</summary>
    public static TrainingOptions DivideThreads(TrainingOptions options) =>
        MpiRanks.Joined is MpiRanks ranks && options.Threads == 0
            ? options with
            {
                Threads = Math.Min(ranks.ThreadsPerRank, TrainingOptions.MaximumThreads),
            }
            : options;

    /// <summary>Leaves the other ranks, once all have done their work.</summary>
    public static void Leave() => MpiRanks.Joined?.Dispose();

    /// <summary>Reports that the command has failed, and ends all ranks, which would otherwise wait for this one.</summary>
    /// <param name="report">Writes the message and returns the exit code.</param>
    /// <returns>The exit code.</returns>
    public static int Fail(Func<TextWriter, int> report)
    {
        TextWriter errors = _errors ?? Console.Error;
        if (Launch is { Rank: > 0 and int rank })
        {
            Thread.Sleep(PatienceOfOthers);
            errors.Write($"Rank {rank} on {PrintableText.Of(Environment.MachineName)}: ");
        }

        int code = report(errors);
        errors.Flush();
        if (MpiRanks.Joined is not MpiRanks ranks)
            return code;
        Thread.Sleep(PatienceOfLauncher);
        ranks.Abort(code);
        return code;
    }
}
