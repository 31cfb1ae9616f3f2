namespace MnistTrainer.Cli.Commands;

/// <summary>A command with <c>--shard</c>: trains a part of the networks, measures nothing and saves no model.</summary>
/// <param name="screen">The screen.</param>
/// <param name="shard">The part.</param>
/// <param name="folder">The folder of the checkpoints.</param>
internal sealed class ShardRun(Screen screen, Shard shard, string folder)
{
    /// <returns>The exit code.</returns>
    public int Run(IRunSet runs, TerminalListener listener, CancellationToken cancellation)
    {
        ShardReport report = shard.Train(runs, new RunFolder(folder), listener, cancellation);
        if (screen.IsJson)
            JsonOutput.Print(ShardJson.Of(report) with { Notes = listener.NotesOrNull }, CommandJson.Readable.ShardJson);
        else
            ShardView.Show(screen.Results, report);
        return report.WasCancelled ? ExitCode.Cancelled : ExitCode.Done;
    }
}
