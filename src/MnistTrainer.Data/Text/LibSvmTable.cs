using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// LIBSVM's sparse format: a class and <c>index:value</c> for each pixel that is not zero, with indices from 1. The number of pixels is not
/// stated: it is the size of the requested shape, or of the square image whose rows are most like the rows above them.
/// </summary>
internal sealed class LibSvmTable : TextFormat
{
    private const int MaximumPixels = 1 << 20;

    // Rows that are compared to find the width of an image.
    private const int ProbedImages = 200;
    private const int ProbedPixels = 1 << 14;

    /// <summary>The character that begins a comment.</summary>
    public const char Comment = '#';

    private readonly CsvDialect _dialect;

    private readonly int _largestIndex;
    private readonly int _side;
    private int _size;

    private LibSvmTable(string path, CsvDialect dialect, int largestIndex, int side)
        : base(path)
    {
        _dialect = dialect;
        _largestIndex = largestIndex;
        _side = side;
    }

    /// <inheritdoc/>
    public override string Name => "LIBSVM";

    /// <inheritdoc/>
    public override IEnumerable<string> Findings =>
        [string.Create(CultureInfo.InvariantCulture, $"largest index: {_largestIndex} of {_size} pixels, by how rows of ink continue")];

    /// <summary>Reads a file once to find its largest index.</summary>
    /// <exception cref="InvalidInputException">A line is invalid, or the images would be too large.</exception>
    public static LibSvmTable Open(DataFile source, char delimiter)
    {
        CsvDialect dialect = CsvDialect.Converted with { Delimiter = delimiter };
        string path = source.Path;
        InputFile file = InputFile.Open(source);
        using CsvRecords records = CsvRecords.Open(file, file.Content, dialect);
        int largest = 0;
        long rows = 0;
        List<HashSet<int>> images = [];
        while (records.Read())
        {
            if (IsComment(records))
                continue;
            HashSet<int> ink = [];
            for (int i = 1; i < records.Count && TryParse(path, records, i, out int index, out string value); i++)
            {
                largest = Math.Max(largest, index);
                if (images.Count < ProbedImages && index is > 0 and <= ProbedPixels && value != "0")
                    ink.Add(index - 1);
            }

            if (rows++ < ProbedImages)
                images.Add(ink);
        }

        return rows * largest <= Array.MaxLength
            ? new LibSvmTable(path, dialect, largest, FindSide(images, largest))
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
        Shape shape = options.Shape is Shape wanted && wanted.Size >= _largestIndex ? wanted : Shape.Image(_side, _side);
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
            for (int i = 1; i < records.Count && TryParse(Path, records, i, out int index, out string value); i++)
            {
                if (index > 0)
                    cells[index - 1] = value;
            }

            yield return $"{records.Text(0)},{string.Join(',', cells)}";
        }
    }

    // At the true width, a pixel is mostly like the one a row above it.
    private static int FindSide(List<HashSet<int>> images, int largest)
    {
        int least = Math.Max(2, (int)Math.Ceiling(Math.Sqrt(largest)));
        return Enumerable
            .Range(least, (least / 2) + 1)
            .MinBy(side => images.Sum(ink => (long)ink.Count(pixel => !ink.Contains(pixel - side))));
    }

    private static bool IsComment(CsvRecords records) => records.Text(0).StartsWith(Comment);

    // False at a comment, which ends the line. A query (qid) is no pixel and has the index 0, as has the nothing after a delimiter.
    private static bool TryParse(string path, CsvRecords records, int cell, out int index, out string value)
    {
        string text = records.Text(cell);
        string[] parts = text.Split(':');
        (index, value) = (0, parts[^1]);
        if (text.StartsWith(Comment))
            return false;
        if (text.Length == 0 || text.StartsWith("qid:", StringComparison.Ordinal))
            return true;
        bool isValid =
            parts.Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && index is >= 1 and <= MaximumPixels
            && CellParser.TryParse(Encoding.UTF8.GetBytes(value), decimalComma: false, out _);
        return isValid
            ? true
            : throw new InvalidInputException(
                $"{path}, line {records.Line}",
                $"index:value with an index from 1 to {MaximumPixels} (LIBSVM's sparse format)",
                $"\"{(text.Length > 40 ? text[..40] + "…" : text)}\"",
                "Correct the line"
            );
    }
}
