namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Writes files so that a crash or a full disk leaves an existing file intact: the content is written to a temporary file with a random name in the same folder, which is then
/// renamed into place. A replaced file keeps its permissions; if the path is a symbolic link, its target is replaced. Devices and pipes are written directly.
/// </summary>
public static class AtomicFile
{
    /// <summary>The path that stands for stdout, on every system.</summary>
    public const string StandardOutput = "/dev/stdout";

    /// <summary>Writes a file, creating its folder if necessary and replacing an existing file.</summary>
    /// <param name="path">The file to write, a device, a named pipe, or <see cref="StandardOutput"/>.</param>
    /// <param name="write">Writes the content; may close the stream. If it throws, nothing is left behind.</param>
    /// <exception cref="InvalidInputException">The path is not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        try
        {
            string target = OutputDevice.TargetOf(path);
            if (Directory.Exists(target))
                throw new IOException("a folder");
            if (OutputDevice.Open(target) is Stream device)
            {
                using (device)
                    write(device);
                return;
            }

            CheckPermission(target);
            PartialFile.Write(target, write);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, e);
        }
    }

    /// <summary>Checks that a file can be written, before time is spent on its content. Creates its folder if necessary.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidInputException">The file cannot be written.</exception>
    public static void CheckWritable(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            string target = OutputDevice.TargetOf(path);
            if (Directory.Exists(target))
                throw new IOException("a folder");
            if (OutputDevice.IsIn(target))
                return;
            CheckPermission(target);
            PartialFile.Try(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw NotWritable(path, e);
        }
    }

    /// <summary>Whether a path is that of stdout or another device, next to which no files can be created.</summary>
    /// <param name="path">The path.</param>
    public static bool IsDevice(string path) => OutputDevice.IsIn(OutputDevice.TargetOf(path));

    /// <summary>Deletes a file, if it exists, and temporary files that killed processes left next to it.</summary>
    /// <param name="path">The file.</param>
    public static void Delete(string path)
    {
        File.Delete(path);
        PartialFile.Clean(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    // Renaming needs no permission for the replaced file, but users who write-protect a file expect it to be kept.
    private static void CheckPermission(string target)
    {
        const UnixFileMode anyone = UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
        if (!OperatingSystem.IsWindows() && File.Exists(target) && (File.GetUnixFileMode(target) & anyone) == 0)
            throw new IOException("a write-protected file");
    }

    private static InvalidInputException NotWritable(string path, Exception cause) =>
        new(
            path,
            "a writable path with enough disk space",
            FileFault.Describe(cause),
            "Choose another path, or free some space; an existing file is unchanged",
            cause
        );
}
