namespace MnistTrainer.Cli.Commands;

/// <summary>A command with <c>--shard</c>: trains a part of the networks, measures nothing and saves no model.</summary>
/// <param name="screen">The screen.</param>
/// <param name="shard">The part.</param>
internal sealed class ShardRun(Screen screen, Shard shard) : IRunDivision
{
    /// <inheritdoc/>
    public int? Train(Func<IExperimentListener, IRunSet> runs, string folder, TerminalListener listener, CancellationToken cancellation)
    {
        ShardReport report = shard.Train(runs(listener), new RunFolder(folder), listener, cancellation);
        if (screen.IsJson)
            JsonOutput.Print(ShardJson.Of(report) with { Notes = listener.NotesOrNull }, CommandJson.Readable.ShardJson);
        else
            ShardView.Show(screen.Results, report);
        return report.WasCanceled ? ExitCode.Canceled : ExitCode.Done;
    }
}
