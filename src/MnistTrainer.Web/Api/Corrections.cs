using System.Globalization;
using System.Security.Cryptography;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition;

namespace MnistTrainer.Web;

/// <summary>
/// Keeps drawings that a user says the network read wrongly, as PNG files in a folder for each class: what <c>mnist train --add</c> and
/// <c>mnist learn</c> learn from. No name in a request becomes a name of a file.
/// </summary>
internal sealed class Corrections(Recognizer recognizer, WebServerOptions options)
{
    // Larger drawings say nothing more about a digit.
    private const int LargestSide = 560;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _kept = [];

    /// <summary>Whether drawings are kept at all.</summary>
    public bool AreKept => options.CorrectionFolder is not null;

    /// <summary>How many there are.</summary>
    public int Count =>
        Directory.Exists(options.CorrectionFolder)
            ? Directory
                .EnumerateFiles(options.CorrectionFolder, "*.png", SearchOption.AllDirectories)
                .Take(options.MaximumCorrections + 1)
                .Count()
            : 0;

    /// <summary>Keeps a drawing.</summary>
    /// <param name="image">The drawing.</param>
    /// <param name="label">What it shows: one of the network's classes.</param>
    /// <returns>What undoes it.</returns>
    /// <exception cref="InvalidRequestException">There is no such class, or no room for more.</exception>
    public string Keep(GrayImage image, string label)
    {
        if (options.CorrectionFolder is not string folder)
            throw new InvalidRequestException(404, "This server keeps no drawings. Start it without --keep none.");
        int index = recognizer.ClassNames.ToList().IndexOf(label);
        if (index < 0 || !IsFolderName(recognizer.ClassNames[index]))
            throw new InvalidRequestException(
                422,
                $"Expected one of {string.Join(", ", recognizer.ClassNames)} as the label, found something else. Choose one."
            );
        lock (_lock)
        {
            if (Count >= options.MaximumCorrections)
                throw new InvalidRequestException(
                    409,
                    FormattableString.Invariant(
                        $"Expected at most {options.MaximumCorrections} drawings in {folder}. Learn from them and clear the folder."
                    )
                );
            string id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
            string time = DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
            string path = Path.Combine(folder, recognizer.ClassNames[index], $"{time}-{id}.png");
            AtomicFile.Write(path, file => file.Write(ImageCodec.EncodePng(image.Within(LargestSide))));
            _kept.Add(id, path);
            return id;
        }
    }

    /// <summary>Forgets a drawing that was kept since the server started.</summary>
    /// <returns>Whether there was one.</returns>
    public bool Undo(string id)
    {
        lock (_lock)
        {
            if (!_kept.Remove(id, out string? path))
                return false;
            File.Delete(path);
            return true;
        }
    }

    private static bool IsFolderName(string name) =>
        name.Length is > 0 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
