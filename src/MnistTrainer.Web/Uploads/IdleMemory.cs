namespace MnistTrainer.Web;

/// <summary>
/// Gives memory back to the operating system once no large request has been answered for two seconds. The runtime by itself keeps what it
/// has, since it may be needed again.
/// </summary>
internal sealed class IdleMemory : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Timer _timer = new(_ =>
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true)
    );

    /// <summary>Reports that a large request has ended.</summary>
    public void Expect() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();
}
