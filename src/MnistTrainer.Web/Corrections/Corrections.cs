using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Web;

/// <summary>
/// Stores misclassified drawings as PNG files in a folder per class, so that a model can be fine-tuned on them. A drawing has one label: another
/// one replaces the first. No name in a request becomes a file name.
/// </summary>
/// <param name="recognizer">The recognizer.</param>
/// <param name="options">The folder, and the maximum number of drawings.</param>
/// <param name="write">Writes a file. Default: <see cref="AtomicFile.Write"/>.</param>
internal sealed class Corrections(ImageRecognizer recognizer, WebServerOptions options, Action<string, Action<Stream>>? write = null)
{
    // A larger drawing adds no information about a digit.
    private const int LargestSide = 560;

    private readonly Action<string, Action<Stream>> _write = write ?? ((path, content) => AtomicFile.Write(path, content));
    private readonly IReadOnlyList<string> _folders = ClassFolders.NamesOf(recognizer.ClassNames);
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _stored = [];

    /// <summary>Whether drawings are stored.</summary>
    public bool AreKept => options.CorrectionFolder is not null;

    /// <summary>The number of stored drawings.</summary>
    public int Count => FilesOf("*").Take(options.MaximumCorrections + 1).Count();

    /// <summary>Stores a drawing, in place of the same drawing with another label.</summary>
    /// <param name="image">The drawing.</param>
    /// <param name="label">Its correct class, one of the network's.</param>
    /// <returns>The identifier for <see cref="Undo"/>.</returns>
    /// <exception cref="InvalidRequestException">The class is unknown, the drawing blank, the folder or the disk full, or this server stores no
    /// drawings.</exception>
    public string Keep(GrayImage image, string label)
    {
        if (options.CorrectionFolder is not string folder)
        {
            throw new InvalidRequestException(
                StatusCodes.Status404NotFound,
                ProblemCode.NotStored,
                "This server stores no drawings. Start it with a folder for corrections."
            );
        }

        int index = CorrectedLabel.IndexOf(recognizer, label);
        _ = CorrectedLabel.Read(recognizer, image);
        byte[] file = ImageCodec.EncodePng(image.Within(LargestSide));
        string id = Convert.ToHexStringLower(SHA256.HashData(file).AsSpan(0, 16));
        lock (_lock)
        {
            _stored[id] = Store(file, Path.Combine(folder, _folders[index]), id);
            return id;
        }
    }

    /// <summary>Deletes a drawing that was stored since the server started.</summary>
    /// <returns>Whether the drawing existed.</returns>
    /// <exception cref="InvalidRequestException">The folder is not writable any more.</exception>
    public bool Undo(string id)
    {
        lock (_lock)
        {
            if (!_stored.Remove(id, out string? path))
                return false;
            Delete(path);
            return true;
        }
    }

    private string Store(byte[] file, string folder, string id)
    {
        string[] same = [.. FilesOf($"*-{id}")];
        if (same.Length == 0 && Count >= options.MaximumCorrections)
        {
            throw new InvalidRequestException(
                StatusCodes.Status409Conflict,
                ProblemCode.FolderFull,
                FormattableString.Invariant(
                    $"Expected at most {options.MaximumCorrections} drawings, found more. Train on them and empty the folder."
                )
            );
        }

        string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
        string path = Path.Combine(folder, $"{time}-{id}.png");
        try
        {
            _write(path, stream => stream.Write(file));
        }
        catch (InvalidInputException e) when (e.InnerException is IOException or UnauthorizedAccessException)
        {
            throw StorageProblem.Of(e.InnerException);
        }

        foreach (string other in same.Where(other => other != path))
            Delete(other);
        return path;
    }

    private IEnumerable<string> FilesOf(string name) =>
        Directory.Exists(options.CorrectionFolder)
            ? Directory.EnumerateFiles(options.CorrectionFolder, $"{name}.png", SearchOption.AllDirectories)
            : [];

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw StorageProblem.Of(e);
        }
    }
}
