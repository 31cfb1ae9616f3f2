using System.CommandLine;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.CommandLine;

/// <summary>A command whose trainings workers on other machines can do.</summary>
internal interface ILendsJobs
{
    /// <summary>Prepares for its jobs on the machine of a worker.</summary>
    /// <param name="parsed">The command line there, with the sources, threads and model of this machine.</param>
    /// <param name="worker">The worker.</param>
    /// <exception cref="NeuralNetwork.InvalidInputException">The data cannot be read, or do not suit the command.</exception>
    JoinedJobs Join(ParseResult parsed, WorkerSetup worker);
}

/// <summary>What a command needs to know of the worker that does its jobs.</summary>
/// <param name="Arguments">The command line there, as it is typed there.</param>
/// <param name="Folder">A folder for checkpoints, which exists.</param>
/// <param name="Screen">Where progress is shown.</param>
/// <param name="Cancellation">Ends loading.</param>
internal sealed record WorkerSetup(IReadOnlyList<string> Arguments, string Folder, Screen Screen, CancellationToken Cancellation);
