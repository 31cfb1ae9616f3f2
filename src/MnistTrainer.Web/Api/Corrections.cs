using System.Globalization;
using System.Security.Cryptography;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>
/// Stores misclassified drawings as PNG files in a folder per class, so that a model can be fine-tuned on them. No name in a request becomes
/// a file name.
/// </summary>
internal sealed class Corrections(Recognizer recognizer, WebServerOptions options)
{
    // A larger drawing adds no information about a digit.
    private const int LargestSide = 560;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _stored = [];

    /// <summary>Whether drawings are stored.</summary>
    public bool AreKept => options.CorrectionFolder is not null;

    /// <summary>The number of stored drawings.</summary>
    public int Count =>
        Directory.Exists(options.CorrectionFolder)
            ? Directory
                .EnumerateFiles(options.CorrectionFolder, "*.png", SearchOption.AllDirectories)
                .Take(options.MaximumCorrections + 1)
                .Count()
            : 0;

    /// <summary>Stores a drawing.</summary>
    /// <param name="image">The drawing.</param>
    /// <param name="label">Its correct class, one of the network's.</param>
    /// <returns>The identifier for <see cref="Undo"/>.</returns>
    /// <exception cref="InvalidRequestException">The class is unknown, the folder is full, or this server stores no drawings.</exception>
    public string Keep(GrayImage image, string label)
    {
        if (options.CorrectionFolder is not string folder)
            throw new InvalidRequestException(404, "This server stores no drawings. Start it with a folder for corrections.");
        int index = recognizer.ClassNames.ToList().IndexOf(label);
        if (index < 0 || !IsFolderName(recognizer.ClassNames[index]))
            throw new InvalidRequestException(
                422,
                $"Expected one of {string.Join(", ", recognizer.ClassNames)} as the label, found another. Choose one of these."
            );
        lock (_lock)
        {
            if (Count >= options.MaximumCorrections)
                throw new InvalidRequestException(
                    409,
                    FormattableString.Invariant(
                        $"Expected at most {options.MaximumCorrections} drawings in {folder}, found more. Train on them and empty the folder."
                    )
                );
            string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            string path = Path.Combine(folder, recognizer.ClassNames[index], $"{time}-{id}.png");
            AtomicFile.Write(path, file => file.Write(ImageCodec.EncodePng(image.Within(LargestSide))));
            _stored.Add(id, path);
            return id;
        }
    }

    /// <summary>Deletes a drawing that was stored since the server started.</summary>
    /// <returns>Whether the drawing existed.</returns>
    public bool Undo(string id)
    {
        lock (_lock)
        {
            if (!_stored.Remove(id, out string? path))
                return false;
            File.Delete(path);
            return true;
        }
    }

    private static bool IsFolderName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
