namespace MnistTrainer.Cli.CommandLine;

/// <summary>How several trainings are divided among processes before one of them collects the results.</summary>
internal interface IRunDivision
{
    /// <summary>Trains what this process has to train.</summary>
    /// <param name="runs">Creates the trainings, which report to a listener.</param>
    /// <param name="folder">The folder of their checkpoints.</param>
    /// <param name="listener">Shows progress.</param>
    /// <param name="cancellation">Ends the trainings.</param>
    /// <returns>The exit code where this process does not collect the results; null where it does.</returns>
    int? Train(Func<IExperimentListener, IRunSet> runs, string folder, TerminalListener listener, CancellationToken cancellation);
}
