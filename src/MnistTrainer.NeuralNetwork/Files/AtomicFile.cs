namespace MnistTrainer.NeuralNetwork;

/// <summary>
/// Writes a file beside its name and renames it into place, so that a crash or a full disk leaves the old file whole. What is written lies in
/// <c>FILE.partial</c> until then: always the same name, so that what a killed process left behind is replaced by the next one to write.
/// </summary>
public static class AtomicFile
{
    private const string Suffix = ".partial";

    /// <summary>Creates the folder if need be, writes, and replaces what was there.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="write">Writes the content, and may close the stream; where it throws, nothing is left behind.</param>
    /// <exception cref="InvalidInputException">There is no writing there, or no room.</exception>
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
                    "a place to write, and room there",
                    e.Message.TrimEnd('.'),
                    "Choose another place, or make room; what was there before is whole",
                    e
                );
            }

            throw;
        }
    }

    /// <summary>Deletes a file and what a killed process may have left of writing it; none of them need be there.</summary>
    /// <param name="path">The file.</param>
    public static void Delete(string path)
    {
        File.Delete(path);
        File.Delete(path + Suffix);
    }
}
