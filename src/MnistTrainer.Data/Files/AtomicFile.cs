namespace MnistTrainer.Data;

/// <summary>Writes a file beside its name and renames it into place, so that a crash leaves the old file whole.</summary>
internal static class AtomicFile
{
    /// <summary>Creates the folder if need be, writes, and replaces what was there.</summary>
    /// <param name="path">The file to be.</param>
    /// <param name="write">Writes the content; where it throws, nothing is left behind.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Environment.ProcessId}.tmp");
        try
        {
            using (FileStream file = File.Create(temporary))
                write(file);
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
