using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads digits from a file in the UNIPEN format (I. Guyon et al., "UNIPEN project of on-line data exchange and recognizer benchmarks",
/// 1994), as far as UCI's pendigits uses it: <c>.SEGMENT DIGIT n ? "8"</c> begins a digit, <c>.COMMENT 8 12 224</c> names the digit, its
/// writer and its number, and <c>.PEN_DOWN</c> and <c>.PEN_UP</c> enclose a stroke of lines <c>x y</c>, y upward. Other keywords are skipped.
/// </summary>
internal static class UnipenFile
{
    private static readonly string[] FirstWords = [".INCLUDE", ".LEXICON", ".HIERARCHY", ".SEGMENT", ".VERSION", ".COORD"];

    /// <summary>Whether a file begins like one of this format.</summary>
    public static bool Is(ReadOnlySpan<byte> start)
    {
        string text = Encoding.ASCII.GetString(start).TrimStart();
        return Array.Exists(FirstWords, word => text.StartsWith(word, StringComparison.Ordinal));
    }

    /// <summary>Reads all digits, in order.</summary>
    /// <param name="source">The file.</param>
    /// <param name="cancellation">Cancels reading.</param>
    /// <exception cref="InvalidInputException">The file cannot be read or is invalid; the message names the line.</exception>
    public static List<PenDigit> Read(DataFile source, CancellationToken cancellation)
    {
        var parser = new Parser(source.Path);
        foreach ((string place, string line) in TextLines.Read(source, cancellation))
            parser.Read(place, line);
        return parser.Finish();
    }

    private sealed class Parser(string path)
    {
        private readonly List<PenDigit> _digits = [];
        private readonly List<Point[]> _strokes = [];
        private readonly List<Point> _stroke = [];
        private int? _label;
        private string _writer = "";
        private bool _isDown;
        private string _place = "";

        public void Read(string place, string line)
        {
            _place = place;
            string[] words = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                return;
            switch (words[0])
            {
                case ".SEGMENT":
                    EndDigit();
                    _label = LabelOf(words);
                    break;
                case ".COMMENT":
                    _writer = words.Length > 2 ? words[2] : "";
                    break;
                case ".PEN_DOWN":
                    EndStroke();
                    _isDown = true;
                    break;
                case ".PEN_UP":
                    EndStroke();
                    break;
                default:
                    if (_isDown && words[0][0] != '.')
                        _stroke.Add(PointOf(words));
                    break;
            }
        }

        public List<PenDigit> Finish()
        {
            // A file that was cut off ends within a stroke.
            if (_isDown)
                throw Invalid("the end of the last stroke, .PEN_UP", "the end of the file", "The file is incomplete; fetch it again");
            EndDigit();
            return _digits.Count > 0
                ? _digits
                : throw new InvalidInputException(
                    path,
                    "digits, each after .SEGMENT DIGIT",
                    "none",
                    "Specify a file of digits, such as pendigits-orig.tra"
                );
        }

        private void EndStroke()
        {
            if (_stroke.Count > 0)
                _strokes.Add([.. _stroke]);
            _stroke.Clear();
            _isDown = false;
        }

        private void EndDigit()
        {
            EndStroke();
            if (_label is int label)
            {
                if (_strokes.Count == 0)
                    throw Invalid("strokes of the digit before it", "none", "Remove this digit, or fetch the file again");
                _digits.Add(new PenDigit(label, _writer, [.. _strokes]));
                if (_digits.Count > DigitSynthesizer.MaximumCount)
                    throw Invalid($"at most {DigitSynthesizer.MaximumCount} digits", "more", "Split the file");
            }

            _strokes.Clear();
            (_label, _writer) = (null, "");
        }

        private int LabelOf(string[] words) =>
            words is [_, "DIGIT", .., { Length: 3 } quoted] && quoted[0] == '"' && quoted[2] == '"' && char.IsAsciiDigit(quoted[1])
                ? quoted[1] - '0'
                : throw Invalid("a digit: .SEGMENT DIGIT 0 ? \"8\"", string.Join(' ', words), "Specify a file whose segments are digits");

        private Point PointOf(string[] words) =>
            words.Length >= 2 && Coordinate(words[0], out double x) && Coordinate(words[1], out double y)
                ? new Point(x, -y)
                : throw Invalid("a point: 267 333", string.Join(' ', words), "The file is damaged; fetch it again");

        // Bounded, so that no arithmetic on them overflows.
        private static bool Coordinate(string word, out double value) =>
            double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && Math.Abs(value) <= 1e6;

        private InvalidInputException Invalid(string expected, string found, string remedy) =>
            new(_place, expected, PrintableText.Of(found), remedy);
    }
}
