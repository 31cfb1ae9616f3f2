using System.Runtime.InteropServices;

namespace MnistTrainer.Web;

/// <summary>
/// Gives memory back to the operating system once no image has been sent for three seconds. The runtime and the C library by themselves keep what
/// they have, since it may be needed again.
/// </summary>
internal sealed partial class IdleMemory : IDisposable
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(3);

    // glibc's M_MMAP_THRESHOLD, and the size from which a block is allocated from the system and returned to it when it is freed.
    private const int SystemBlocks = -3;
    private const int SystemBlockBytes = 1 << 20;

    private readonly Timer _timer = new(_ => GiveBack());

    /// <remarks>
    /// Without this setting, glibc raises the threshold to the size of the largest block ever freed, and keeps up to twice as much in each of its
    /// arenas.
    /// </remarks>
    public IdleMemory() => OnGlibc(() => SetAllocation(SystemBlocks, SystemBlockBytes));

    /// <summary>Reports that a request with an image has ended.</summary>
    public void Expect() => _timer.Change(Quiet, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    /// <summary>Collects what is not used any more.</summary>
    public static void Collect() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);

    private static void GiveBack()
    {
        Collect();
        OnGlibc(() => TrimNativeMemory(0));
    }

    private static void OnGlibc(Func<int> call)
    {
        if (!OperatingSystem.IsLinux())
            return;
        try
        {
            _ = call();
        }
        catch (Exception e) when (e is EntryPointNotFoundException or DllNotFoundException)
        {
            // C libraries other than glibc return freed memory by themselves.
        }
    }

    [LibraryImport("libc.so.6", EntryPoint = "mallopt")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int SetAllocation(int setting, int value);

    [LibraryImport("libc.so.6", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static partial int TrimNativeMemory(nuint keep);
}
