namespace MnistTrainer.NeuralNetwork;

/// <summary>Stdout, devices and pipes: what is written into instead of being replaced by a file.</summary>
internal static class OutputDevice
{
    private const string Devices = "/dev/",
        Descriptors = "/proc/self/fd/";

    // A memory file system that looks like a folder is not a device.
    private static readonly string[] NoDevices = ["/dev/shm/", "/dev/mqueue/"];

    // The maximum number that Linux follows.
    private const int MaximumLinks = 40;

    /// <summary>Returns what a path leads to, following symbolic links; links to devices are devices.</summary>
    /// <exception cref="IOException">The links never end.</exception>
    public static string TargetOf(string path)
    {
        if (path == AtomicFile.StandardOutput)
            return path;
        string target = Path.GetFullPath(path);
        for (int links = 0; !IsIn(target) && new FileInfo(target).LinkTarget is string next; links++)
        {
            if (links == MaximumLinks)
                throw new IOException("symbolic links that form a loop");
            target = Path.GetFullPath(next, Path.GetDirectoryName(target)!);
        }

        return target;
    }

    /// <summary>Whether what a path leads to is a device that has no content of its own: neither a descriptor of this process nor empty for ever.</summary>
    public static bool IsEndless(string target) =>
        !OperatingSystem.IsWindows()
        && IsIn(target)
        && target.StartsWith(Devices, StringComparison.Ordinal)
        && target is not ("/dev/null" or "/dev/stdin")
        && !target.StartsWith("/dev/fd/", StringComparison.Ordinal);

    /// <summary>Whether a path lies where devices are.</summary>
    public static bool IsIn(string target) =>
        target == AtomicFile.StandardOutput
        || (
            !OperatingSystem.IsWindows()
            && (target.StartsWith(Devices, StringComparison.Ordinal) || target.StartsWith(Descriptors, StringComparison.Ordinal))
            && !NoDevices.Any(folder => target.StartsWith(folder, StringComparison.Ordinal))
        );

    /// <summary>Opens a device or pipe; null where the path is that of a regular file or of nothing.</summary>
    public static Stream? Open(string target)
    {
        switch (target)
        {
            case AtomicFile.StandardOutput or "/dev/fd/1" or "/proc/self/fd/1":
                return Console.OpenStandardOutput();
            case "/dev/stderr" or "/dev/fd/2" or "/proc/self/fd/2" when IsIn(target):
                return Console.OpenStandardError();
        }

        if (!File.Exists(target))
            return IsIn(target) ? throw new FileNotFoundException("no such device", target) : null;
        try
        {
            FileStream file = new(target, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            if (IsIn(target) || !file.CanSeek)
                return file;
            file.Dispose();
            return null;
        }
        catch (UnauthorizedAccessException) when (!IsIn(target))
        {
            // A regular file of another owner: renaming another file to its name may be permitted.
            return null;
        }
    }
}
