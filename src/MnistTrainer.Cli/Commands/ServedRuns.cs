using System.CommandLine;
using MnistTrainer.Workers;

namespace MnistTrainer.Cli.Commands;

/// <summary>A command with <c>--serve</c>: has its networks trained by workers elsewhere and by itself, and collects them.</summary>
/// <param name="parsed">The command line.</param>
/// <param name="serve">Its options for workers.</param>
/// <param name="arguments">What of the command line determines the trainings.</param>
/// <param name="screen">The screen.</param>
internal sealed class ServedRuns(ParseResult parsed, ServeOptionGroup serve, IReadOnlyList<string> arguments, Screen screen) : IRunDivision
{
    /// <summary>The number of trainings at the same time in this process, where none is given. Default: 1.</summary>
    public int UsualWorkers { get; init; } = 1;

    /// <inheritdoc/>
    public int? Train(Func<IExperimentListener, IRunSet> runs, string folder, TerminalListener listener, CancellationToken cancellation) =>
        TrainAsync(runs(IExperimentListener.None), folder, listener, cancellation).GetAwaiter().GetResult();

    private async Task<int?> TrainAsync(IRunSet runs, string folder, TerminalListener listener, CancellationToken cancellation)
    {
        SharedRuns shared = new(runs, new RunFolder(folder), new JobBoard()) { Workers = serve.Workers(parsed, UsualWorkers) };
        Directory.CreateDirectory(folder);
        bool isDone;
        JobTerms terms = new(parsed.CommandResult.Command.Name, arguments, runs.Identity);
        await using (
            JobServer server = await serve.StartAsync(parsed, shared.Board, terms, folder, screen, cancellation).ConfigureAwait(false)
        )
            isDone = Train(shared, listener, cancellation);
        if (!isDone)
        {
            screen.Note(Localized.Of("The same command continues."));
            return ExitCode.Canceled;
        }

        serve.DeleteSecret(parsed, folder);
        return null;
    }

    private bool Train(SharedRuns shared, TerminalListener listener, CancellationToken cancellation) =>
        listener.Run(
            new ExperimentPhase("Training", shared.Runs.Count, "networks"),
            progress =>
            {
                int done = shared.Folder.FinishedAmong(shared.Runs).Count;
                return (
                    shared with
                    {
                        Finished = name =>
                        {
                            done++;
                            progress?.Report(done);
                            screen.Note(Localized.Of($"[grey]{MarkupText.Of(name)} is trained, {done} of {shared.Runs.Count}[/]"));
                        },
                    }
                ).Train(cancellation);
            }
        );
}
