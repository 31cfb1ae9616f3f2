using System.Security.Cryptography;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Workers;

/// <summary>The secret that is shared by the process that serves jobs and its workers: a text file, which must be copied to the workers' machines by other means.</summary>
public static class WorkerSecret
{
    private const int RandomBytes = 32;
    private const int MinimumLength = 16;

    /// <summary>Reads a secret.</summary>
    /// <param name="path">The file. White space around the text is ignored.</param>
    /// <exception cref="InvalidInputException">The file cannot be read, or does not have 16 to 1024 characters.</exception>
    public static byte[] Read(string path)
    {
        string text = SecretText.Read(path, "a readable file with the workers' secret", "Copy it from the machine that serves the jobs");
        if (text.Length is < MinimumLength or > SecretText.MaximumLength)
            throw new InvalidInputException(
                path,
                $"a secret of {MinimumLength} to {SecretText.MaximumLength} characters",
                text.Length > SecretText.MaximumLength ? "more" : $"{text.Length}",
                "Use the file of the process that serves the jobs; to create a new one, specify a new name there"
            );
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Reads a secret; if the file does not exist, creates it with a random secret, readable only by its owner.</summary>
    /// <exception cref="InvalidInputException">The file cannot be written or read, or has no valid secret.</exception>
    public static byte[] ReadOrCreate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using StreamWriter writer = new(path, options);
            writer.WriteLine(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // The secret of an earlier run is kept, so that workers that have it can stay.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException(
                path,
                "a file that can be written",
                FileFault.Describe(e),
                "Choose another one for the workers' secret"
            );
        }

        return Read(path);
    }
}
