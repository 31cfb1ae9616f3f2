using System.Globalization;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads UCI's original bitmaps of optdigits: after a header, which may be one line with the number of digits, 32 lines of 32 characters 0
/// or 1 and a line with the class, for each digit.
/// </summary>
internal static class OptdigitsFile
{
    private const int Side = 32;

    /// <summary>Reads all digits, in order, each with the line of its class.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or is invalid; the message names the line.</exception>
    public static List<(BitmapDigit Digit, string Place)> Read(DataFile source, CancellationToken cancellation)
    {
        List<(BitmapDigit, string)> digits = [];
        byte[] pixels = new byte[Side * Side];
        int row = 0;
        foreach ((string place, string line) in TextLines.Read(source, cancellation))
        {
            string text = line.Trim();
            // One of the published files says where it ends.
            if (row == 0 && (text is "EOF" or ""))
                continue;
            if (row < Side && IsRow(text))
            {
                for (int x = 0; x < Side; x++)
                    pixels[(row * Side) + x] = text[x] == '1' ? byte.MaxValue : (byte)0;
                row++;
            }
            else if (
                row == Side
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int label)
                && label is >= 0 and <= 9
            )
            {
                digits.Add((new BitmapDigit(label, new GrayImage(Side, Side, pixels), Aspect: 1.0), place));
                pixels = new byte[Side * Side];
                row = 0;
            }
            else if (row > 0 || digits.Count > 0)
            {
                throw new InvalidInputException(
                    place,
                    row == Side ? "the class of the bitmap above, 0 to 9" : $"line {row + 1} of a bitmap, {Side} characters 0 or 1",
                    $"\"{PrintableText.Of(text)}\"",
                    "The file is damaged; fetch it again"
                );
            }
        }

        return row == 0 && digits.Count > 0
            ? digits
            : throw new InvalidInputException(
                source.Path,
                $"bitmaps of {Side} lines of {Side} characters 0 or 1, each followed by its class",
                digits.Count == 0 && row == 0 ? "none" : "an incomplete one at the end",
                "Specify a file such as optdigits-orig.tra, or fetch it again"
            );
    }

    private static bool IsRow(string text) => text.Length == Side && !text.AsSpan().ContainsAnyExcept('0', '1');
}
