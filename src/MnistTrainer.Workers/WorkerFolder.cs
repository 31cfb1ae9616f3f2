using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>
/// A folder for the checkpoints of a worker, in the folder for temporary files. It is deleted when the worker ends; if the worker is killed, the next one deletes it at its start.
/// </summary>
public sealed class WorkerFolder : IDisposable
{
    private const string Prefix = "mnist-worker-";
    private const string LockName = "worker.lock";

    // Locked until the process ends, even if it is killed.
    private readonly FileStream _lock;

    private WorkerFolder(string path, FileStream locked) => (Path, _lock) = (path, locked);

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>Deletes the folders of workers that no longer run, and creates one.</summary>
    /// <param name="root">The folder for temporary files. Default: the system's.</param>
    /// <exception cref="InvalidInputException">The folder cannot be created.</exception>
    public static WorkerFolder Create(string? root = null)
    {
        root ??= System.IO.Path.GetTempPath();
        try
        {
            foreach (string folder in Directory.EnumerateDirectories(root, $"{Prefix}*"))
                DeleteForsaken(folder);
            string own = System.IO.Path.Combine(root, $"{Prefix}{Guid.NewGuid():N}");
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(own);
            else
                Directory.CreateDirectory(own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return new WorkerFolder(own, Lock(own, FileMode.CreateNew));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(root, "a writable folder for temporary files", FileFault.Describe(e), "Set TMPDIR to one", e);
        }
    }

    /// <summary>Deletes the folder. Files that cannot be deleted are left for the next worker.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A worker that starts at this moment may delete it as well.
        }
    }

    private static FileStream Lock(string folder, FileMode mode) =>
        new(System.IO.Path.Combine(folder, LockName), mode, FileAccess.ReadWrite, FileShare.None);

    // A folder is kept if its lock file is missing, locked, or owned by another user.
    private static void DeleteForsaken(string folder)
    {
        try
        {
            if (File.GetAttributes(folder).HasFlag(FileAttributes.ReparsePoint))
                return;
            Lock(folder, FileMode.Open).Dispose();
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }
}
