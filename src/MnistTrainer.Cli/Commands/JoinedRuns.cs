using MnistTrainer.Workers;

namespace MnistTrainer.Cli.Commands;

/// <summary>The trainings of a command as a worker prepares them: nothing is trained until it takes one.</summary>
/// <param name="worker">The worker.</param>
internal sealed class JoinedRuns(WorkerSetup worker) : IRunDivision
{
    private IRunSet? _runs;

    /// <summary>What the worker trains.</summary>
    public JoinedJobs Jobs
    {
        get
        {
            IRunSet runs = _runs ?? throw new InvalidOperationException("The command has divided no trainings.");
            RunFolder folder = new(Path.Combine(worker.Folder, "runs"));
            Directory.CreateDirectory(folder.Path);
            return new JoinedJobs(new RunJobTrainer(runs, folder) { Trained = ShowTrained }, runs.Identity);
        }
    }

    /// <inheritdoc/>
    public int? Train(Func<IExperimentListener, IRunSet> runs, string folder, TerminalListener listener, CancellationToken cancellation)
    {
        _runs = runs(IExperimentListener.None);
        return ExitCode.Done;
    }

    private void ShowTrained(string name) => worker.Screen.Note(Localized.Of($"{MarkupText.Of(name)} is trained"));
}
