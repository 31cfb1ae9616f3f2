using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads UCI's <c>semeion.data</c>: on each line the 256 pixels of a bitmap of 16x16, 0 or 1, then ten columns of which that of the class is
/// 1. The digits were stretched to fill the bitmap, which <see cref="StretchedBox"/> undoes.
/// </summary>
internal static class SemeionFile
{
    private const int Side = 16;
    private const int Classes = 10;

    /// <summary>Reads all digits, in order, each with its line.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or is invalid; the message names the line.</exception>
    public static List<(BitmapDigit Digit, string Place)> Read(DataFile source, CancellationToken cancellation)
    {
        List<(BitmapDigit, string)> digits = [];
        foreach ((string place, string line) in TextLines.Read(source, cancellation))
        {
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            if (words.Length != (Side * Side) + Classes)
            {
                throw new InvalidInputException(
                    place,
                    $"{Side * Side} pixels and {Classes} columns of the class",
                    $"{words.Length} columns",
                    "Specify semeion.data as published, or fetch it again"
                );
            }

            byte[] bits = Array.ConvertAll(words, word => Bit(word, place));
            int label = Array.IndexOf(bits, byte.MaxValue, Side * Side);
            if (label < 0 || Array.LastIndexOf(bits, byte.MaxValue) != label)
                throw new InvalidInputException(place, "one class", label < 0 ? "none" : "several", "The file is damaged; fetch it again");
            var image = new GrayImage(Side, Side, bits[..(Side * Side)]);
            digits.Add((new BitmapDigit(label - (Side * Side), image, StretchedBox.AspectOf(image, label - (Side * Side))), place));
        }

        return digits.Count > 0
            ? digits
            : throw new InvalidInputException(source.Path, "digits, one per line", "an empty file", "Fetch it again");
    }

    // Some copies write 1 instead of 1.0000.
    private static byte Bit(string word, string place) =>
        double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is 0.0 or 1.0
            ? (byte)(byte.MaxValue * value)
            : throw new InvalidInputException(place, "pixels 0 or 1", $"\"{PrintableText.Of(word)}\"", "Specify semeion.data as published");
}
