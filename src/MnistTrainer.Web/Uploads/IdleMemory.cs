using System.Runtime.InteropServices;

namespace MnistTrainer.Web;

/// <summary>
/// Gives memory back to the operating system once no large request has been answered for two seconds. The runtime and the C library by themselves
/// keep what they have, since it may be needed again.
/// </summary>
internal sealed partial class IdleMemory : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(2);

    private readonly Timer _timer = new(_ => GiveBack());

    /// <summary>Reports that a large request has ended.</summary>
    public void Expect() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    /// <summary>Collects what is not used any more.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static void GiveBack()
    {
        Collect();
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = TrimNativeMemory(0);
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // A C library other than glibc gives freed memory back by itself.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int TrimNativeMemory(nuint keep);
}
