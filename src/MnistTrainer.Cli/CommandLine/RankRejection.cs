using System.CommandLine;
using MnistTrainer.Data;
using MnistTrainer.Distributed;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>What MPI's launcher must not start more than once: whatever ranks cannot divide among them.</summary>
internal static class RankRejection
{
    /// <summary>Checks the command.</summary>
    /// <exception cref="InvalidInputException">It runs in one process only.</exception>
    public static void Check(ParseResult parsed)
    {
        if (RankedProcess.Launch is not MpiLaunch launch)
            return;
        Command command = parsed.CommandResult.Command;
        if (ShardOption.IsGiven(parsed))
            throw new InvalidInputException(
                $"{launch.Count} ranks of MPI",
                "--shard auto, which gives each of them its own part",
                "the same part for all",
                "Use --shard auto"
            );
        if (command is not TrainCommand)
            throw Rejected(launch, $"mnist {command.Name}");
    }

    /// <summary>Checks the options of a training.</summary>
    /// <param name="settings">The options.</param>
    /// <param name="isTable">Whether it is one on a table.</param>
    /// <exception cref="InvalidInputException">One of them is for one process only.</exception>
    public static void Check(TrainSettings settings, bool isTable)
    {
        if (RankedProcess.Launch is not MpiLaunch launch)
            return;
        if (settings.Folds is not null)
            throw Rejected(launch, "mnist train --folds");
        if (settings.Division is ServedRuns)
            throw Rejected(launch, "mnist train --serve");
        if (isTable && settings.Seeds is not null)
            throw Rejected(launch, "mnist train --seeds on a table");
        if (isTable && settings.Ensemble is not null)
            throw Rejected(launch, "mnist train --ensemble on a table");
    }

    /// <summary>Checks the data of a training, which every rank reads for itself.</summary>
    /// <param name="data">The data.</param>
    /// <exception cref="InvalidInputException">A part of it comes once, through a pipe.</exception>
    public static void Check(DataSelection data)
    {
        if (RankedProcess.Launch is not MpiLaunch launch)
            return;
        (string Option, string? Source)[] sources =
        [
            ("--data", data.Source),
            ("--test", data.Test),
            ("--validation", data.ValidationSource),
            .. data.Added.Select(added => ("--add", (string?)added)),
            ("--sample-weights", data.SampleWeights),
            ("--without", data.Without),
        ];
        foreach ((string option, string? source) in sources)
        {
            if (source is not null && DataSource.IsPiped(source))
                throw new InvalidInputException(
                    $"{launch.Count} ranks of MPI",
                    "data that every rank can read",
                    $"{option} {source}, which comes once",
                    "Save it to a file"
                );
        }
    }

    private static InvalidInputException Rejected(MpiLaunch launch, string found) =>
        new($"{launch.Count} ranks of MPI", "mnist train, which divides a training among them", found, "Start it without mpirun");
}
