using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// A file that is being written beside the one that it will replace: <c>.mnist-PROCESS-RANDOM.partial</c>. It is created under a name that nobody can foresee, so
/// that no link planted there is followed, and locked while it is written, which shows whether its process still lives.
/// </summary>
internal static class PartialFile
{
    private const string Prefix = ".mnist-",
        Suffix = ".partial";

    // Between its creation and its lock, a file of a living process looks abandoned.
    private static readonly TimeSpan Youth = TimeSpan.FromSeconds(1);

    private static readonly ConcurrentDictionary<string, bool> Cleaned = new(StringComparer.Ordinal);

    /// <summary>Writes a file beside another and renames it into its place, with its permissions. Cleans the folder the first time.</summary>
    public static void Write(string target, Action<Stream> write)
    {
        string partial = Begin(target);
        try
        {
            using (FileStream file = Create(partial, target))
                write(file);
            File.Move(partial, target, overwrite: true);
        }
        catch
        {
            File.Delete(partial);
            throw;
        }
    }

    /// <summary>Creates such a file and deletes it again.</summary>
    public static void Try(string target)
    {
        string partial = Begin(target);
        Create(partial, target).Dispose();
        File.Delete(partial);
    }

    /// <summary>Deletes the partial files that killed processes left in a folder.</summary>
    public static void Clean(string folder)
    {
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder, $"{Prefix}*{Suffix}"))
            {
                if (IsAbandoned(path))
                    File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Another process is deleting them, or they belong to another user; they are harmless.
        }
    }

    private static string Begin(string target)
    {
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        // Once is enough, and folders may be large.
        if (Cleaned.TryAdd(folder, true))
            Clean(folder);
        // The random numbers of the operating system, as in RandomNumberGenerator, which would load OpenSSL.
        return Path.Combine(folder, $"{Prefix}{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}-{Guid.NewGuid():N}{Suffix}");
    }

    private static FileStream Create(string partial, string target)
    {
        UnixFileMode? mode = !OperatingSystem.IsWindows() && File.Exists(target) ? File.GetUnixFileMode(target) : null;
        FileStreamOptions options = new()
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        FileStream file = new(partial, options);
        // Created with it, and set again, because the umask takes bits away.
        if (!OperatingSystem.IsWindows() && mode is UnixFileMode kept)
            File.SetUnixFileMode(file.SafeFileHandle, kept);
        return file;
    }

    private static bool IsAbandoned(string path)
    {
        FileInfo file = new(path);
        if (file.LinkTarget is not null || (DateTime.UtcNow - file.LastWriteTimeUtc < Youth && !HasDied(file.Name)))
            return false;
        try
        {
            using FileStream locked = new(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Whether a name contains the number of a process of this machine that has ended.</summary>
    private static bool HasDied(string name)
    {
        if (!int.TryParse(name[Prefix.Length..].Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int process))
            return false;
        try
        {
            using var living = Process.GetProcessById(process);
            return false;
        }
        catch (ArgumentException)
        {
            return true;
        }
    }
}
