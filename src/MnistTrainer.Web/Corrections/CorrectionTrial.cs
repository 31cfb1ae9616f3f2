using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Web;

/// <summary>Tries whether a folder can be written to, before anybody draws for it. Nothing of the trial is left.</summary>
internal static class CorrectionTrial
{
    /// <summary>Writes a file and deletes it again, with the folders that it needed.</summary>
    /// <param name="folder">The folder; it need not exist.</param>
    /// <exception cref="InvalidInputException">It cannot be written to.</exception>
    public static void Run(string folder)
    {
        string full = Path.GetFullPath(folder);
        string? lacking = FirstLacking(full);
        string trial = Path.Combine(full, $".{Guid.NewGuid():N}");
        try
        {
            Directory.CreateDirectory(full);
            using (new FileStream(trial, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose))
            { }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                folder,
                "a folder for corrected drawings that can be written to",
                Cause(full, e),
                "Choose another folder, or change its permissions",
                e
            );
        }
        finally
        {
            for (string? made = full; lacking is not null && made?.Length >= lacking.Length; made = Path.GetDirectoryName(made))
                DeleteEmpty(made);
        }
    }

    private static string Cause(string folder, Exception error)
    {
        for (string? path = folder; path is not null; path = Path.GetDirectoryName(path))
        {
            if (File.Exists(path))
                return path == folder ? "a file" : $"a file at {path}";
        }

        return error is UnauthorizedAccessException ? "no permission"
            : StorageProblem.IsFull(error) ? "a full disk"
            : "one that cannot be written to";
    }

    private static string? FirstLacking(string folder)
    {
        string? lacking = null;
        for (string? path = folder; path is not null && !Path.Exists(path); path = Path.GetDirectoryName(path))
            lacking = path;
        return lacking;
    }

    private static void DeleteEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never created, or somebody else uses it already.
        }
    }
}
