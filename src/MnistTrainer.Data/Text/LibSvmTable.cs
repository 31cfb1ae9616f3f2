using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// LIBSVM's sparse format: a class and <c>index:value</c> for each pixel that is not zero, with indices from 1, or from 0 where one occurs or a
/// comment says so, as scikit-learn writes them. The number of pixels is not stated: it is the size of the requested shape, or of the square
/// image whose rows are most like the rows above them.
/// </summary>
internal sealed partial class LibSvmTable : TextFormat
{
    private const int MaximumPixels = 1 << 20;

    // Rows that are compared to find the width of an image.
    private const int ProbedImages = 200;
    private const int ProbedPixels = 1 << 14;

    /// <summary>The character that begins a comment.</summary>
    public const char Comment = '#';

    private readonly CsvDialect _dialect;

    private readonly int _firstIndex;
    private readonly int _largestIndex;
    private readonly string _reason;
    private readonly int _side;
    private int _size;

    private LibSvmTable(string path, CsvDialect dialect, (int First, string Reason) indices, int largestIndex, int side)
        : base(path)
    {
        _dialect = dialect;
        (_firstIndex, _reason) = indices;
        _largestIndex = largestIndex;
        _side = side;
    }

    /// <inheritdoc/>
    public override string Name => "LIBSVM";

    /// <inheritdoc/>
    public override IEnumerable<string> Findings =>
        [
            string.Create(CultureInfo.InvariantCulture, $"indices: from {_firstIndex}, {_reason}"),
            string.Create(CultureInfo.InvariantCulture, $"largest index: {_largestIndex} of {_size} pixels, by how rows of ink continue"),
        ];

    // The pixels that occur.
    private int Pixels => _largestIndex + 1 - _firstIndex;

    /// <summary>Reads a file once to find its smallest and largest index.</summary>
    /// <exception cref="InvalidInputException">A line is invalid, or the images would be too large.</exception>
    public static LibSvmTable Open(DataFile source, char delimiter)
    {
        CsvDialect dialect = CsvDialect.Converted with { Delimiter = delimiter };
        string path = source.Path;
        InputFile file = InputFile.Open(source);
        using CsvRecords records = CsvRecords.Open(file, file.Content, dialect);
        int smallest = MaximumPixels,
            largest = 0;
        int? stated = null;
        long rows = 0;
        List<HashSet<int>> images = [];
        while (records.Read())
        {
            if (IsComment(records))
            {
                stated ??= FirstIndexIn(Encoding.UTF8.GetString(records.Raw));
                continue;
            }

            HashSet<int> ink = [];
            for (int i = 1; i < records.Count && TryParse(path, records, i, out int? index, out string value); i++)
            {
                if (index is not int pixel)
                    continue;
                (smallest, largest) = (Math.Min(smallest, pixel), Math.Max(largest, pixel));
                if (images.Count < ProbedImages && pixel <= ProbedPixels && value != "0")
                    ink.Add(pixel);
            }

            if (rows++ < ProbedImages)
                images.Add(ink);
        }

        (int First, string Reason) indices =
            smallest == 0 ? (0, "which occurs")
            : stated is int first ? (first, "as a comment says")
            : (1, "as LIBSVM counts");
        return rows * (largest + 1L) <= Array.MaxLength
            ? new LibSvmTable(path, dialect, indices, largest, FindSide(images, largest + 1 - indices.First))
            : throw new InvalidInputException(
                path,
                $"at most {Array.MaxLength} pixels in total",
                $"{rows} rows of {largest}",
                "Split the file into parts"
            );
    }

    /// <inheritdoc/>
    public override LoadOptions Complete(LoadOptions options)
    {
        Shape shape = options.Shape is Shape wanted && wanted.Size >= Pixels ? wanted : Shape.Image(_side, _side);
        _size = shape.Size;
        return options with { LabelColumn = options.LabelColumn ?? "1", HasHeader = false, Shape = options.Shape ?? shape };
    }

    /// <inheritdoc/>
    protected override IEnumerable<string> Lines(InputFile file)
    {
        using CsvRecords records = CsvRecords.Open(file, file.Content, _dialect);
        string[] cells = new string[_size];
        while (records.Read())
        {
            if (IsComment(records))
            {
                yield return "";
                continue;
            }

            Array.Fill(cells, "0");
            for (int i = 1; i < records.Count && TryParse(Path, records, i, out int? index, out string value); i++)
            {
                if (index is int pixel)
                    cells[pixel - _firstIndex] = value;
            }

            yield return $"{records.Text(0)},{string.Join(',', cells)}";
        }
    }

    // At the true width, a pixel is mostly like the one a row above it.
    private static int FindSide(List<HashSet<int>> images, int pixels)
    {
        int least = Math.Max(2, (int)Math.Ceiling(Math.Sqrt(pixels)));
        return Enumerable
            .Range(least, (least / 2) + 1)
            .MinBy(side => images.Sum(ink => (long)ink.Count(pixel => !ink.Contains(pixel - side))));
    }

    private static bool IsComment(CsvRecords records) => records.Text(0).StartsWith(Comment);

    private static int? FirstIndexIn(string comment) =>
        FirstIndex().Match(comment) is { Success: true } match
            ? match.Groups["zero"].Success
                ? 0
                : 1
            : null;

    // False at a comment, which ends the line. A query (qid) is no pixel and has no index, as has the nothing after a delimiter.
    private static bool TryParse(string path, CsvRecords records, int cell, out int? index, out string value)
    {
        string text = records.Text(cell);
        string[] parts = text.Split(':');
        (index, value) = (null, parts[^1]);
        if (text.StartsWith(Comment))
            return false;
        if (text.Length == 0 || text.StartsWith("qid:", StringComparison.Ordinal))
            return true;
        bool isValid =
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            && (index = number) <= MaximumPixels
            && CellParser.TryParse(Encoding.UTF8.GetBytes(value), decimalComma: false, out _);
        return isValid
            ? true
            : throw new InvalidInputException(
                $"{path}, line {records.Line}",
                $"index:value with an index from 0 or 1 to {MaximumPixels} (LIBSVM's sparse format)",
                $"\"{(text.Length > 40 ? text[..40] + "…" : text)}\"",
                "Correct the line"
            );
    }

    // As scikit-learn writes: "Column indices are zero-based".
    [GeneratedRegex(@"\b((?<zero>zero|0)|one|1)[- ]based\b", RegexOptions.IgnoreCase)]
    private static partial Regex FirstIndex();
}
