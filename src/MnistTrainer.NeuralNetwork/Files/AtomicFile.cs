namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Writes to a temporary file in the same folder and renames it into place, so that a crash or a full disk leaves the old file intact. The
/// temporary name is always <c>FILE.partial</c>, so the next write replaces what a killed process left behind.
/// </summary>
public static class AtomicFile
{
    private const string Suffix = ".partial";

    /// <summary>Writes a file, creating its folder if necessary and replacing an existing file.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="write">Writes the content; may close the stream. If it throws, nothing is left behind.</param>
    /// <exception cref="InvalidInputException">The path is not writable, or the disk is full.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        string full = Path.GetFullPath(path),
            partial = full + Suffix;
        bool isOurs = false;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            using (FileStream file = new(partial, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                isOurs = true;
                write(file);
            }

            File.Move(partial, full, overwrite: true);
        }
        catch (Exception e)
        {
            if (isOurs)
                File.Delete(partial);
            if (e is IOException or UnauthorizedAccessException)
            {
                throw new InvalidInputException(
                    path,
                    "a writable path with enough disk space",
                    e.Message.TrimEnd('.'),
                    "Choose another path, or free some space; an existing file is unchanged",
                    e
                );
            }

            throw;
        }
    }

    /// <summary>Deletes a file, if it exists, and any partial file that a killed process left.</summary>
    /// <param name="path">The file.</param>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + Suffix);
    }
}
