using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Detects a table with one image per column instead of one per row.</summary>
internal static partial class TransposedTableDetector
{
    private const int MinimumPixels = 16;
    private const int MinimumNames = 3;

    // How much more alike neighboring rows are than neighboring columns: about 3 in tables of digits, one digit a column.
    private const double Smoothness = 2;

    /// <summary>Rejects a table whose rows start with pixel names, or whose first row repeats names.</summary>
    public static void RejectNamedPixels(string path, CsvSample sample)
    {
        bool rowsAreNamed = sample.Column(0).Count(cell => PixelName().IsMatch(cell)) >= MinimumNames;
        bool headerIsLabels = sample.Header is string[] header && header.Distinct().Count() * 2 <= header.Length && !RepeatsOneName(header);
        if (rowsAreNamed || headerIsLabels)
            throw Rejection(path, rowsAreNamed ? "pixel names at the start of rows" : "a first row with repeated names, like labels");
    }

    /// <summary>Rejects a table whose number of rows is a number of pixels and whose rows look like pixels rather than images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">Its detected layout.</param>
    /// <param name="pixels">All pixels read, row by row.</param>
    /// <param name="rows">The number of rows.</param>
    public static void RejectRowsOfPixels(string path, CsvLayout layout, ReadOnlySpan<byte> pixels, int rows)
    {
        bool haveNames = layout.Header is string[] names && layout.Pixels.All(column => CsvHeader.IsPixel(names[column]));
        if (haveNames || layout.Pixels.Length < 2)
            return;
        int width = layout.Pixels.Length;
        // Without a row of labels, with one at the top, or with one at the bottom.
        foreach ((int first, int count) in ((int, int)[])[(0, rows), (1, rows - 1), (0, rows - 1)])
        {
            if (IsSquare(count) && AreRowsPixels(pixels.Slice(first * width, count * width), width, layout))
                throw Rejection(path, $"{rows} rows of {layout.Columns} cells that look like one pixel of each image");
        }
    }

    private static bool AreRowsPixels(ReadOnlySpan<byte> pixels, int width, CsvLayout layout)
    {
        int rows = pixels.Length / width;
        int blank = 0;
        for (int row = 0; row < rows; row++)
            blank += IsBlank(pixels.Slice(row * width, width)) ? 1 : 0;
        // A corner is background in every image, so its row is blank; hardly any image is blank.
        bool cornersAreBlank = IsBlank(pixels[..width]) && IsBlank(pixels[^width..]);
        bool isWide = layout.Header is null && layout.Shape.Height == 1 && width >= rows;
        return (cornersAreBlank && blank * 10 >= rows) || isWide || (layout.Shape.Height == 1 && AreRowsSmoother(pixels, width));
    }

    // Neighboring pixels of an image are alike, the same pixel of two images is not.
    private static bool AreRowsSmoother(ReadOnlySpan<byte> pixels, int width)
    {
        if (width < MinimumNames)
            return false;
        double betweenRows = 0,
            betweenColumns = 0;
        for (int i = width; i < pixels.Length; i++)
        {
            betweenRows += Math.Abs(pixels[i] - pixels[i - width]);
            betweenColumns += i % width == 0 ? 0 : Math.Abs(pixels[i] - pixels[i - 1]);
        }

        return betweenRows * Smoothness < betweenColumns;
    }

    // A header may give all pixels the same name.
    private static bool RepeatsOneName(string[] header)
    {
        KeyValuePair<string, int> most = header.CountBy(name => name).MaxBy(pair => pair.Value);
        return most.Value * 10 >= header.Length * 9 && !CellParser.TryParse(most.Key, decimalComma: true, out _);
    }

    private static InvalidInputException Rejection(string path, string found) =>
        new(path, "one image per row", $"{found} (one image per column?)", "Transpose the table");

    private static bool IsBlank(ReadOnlySpan<byte> row) => !row.ContainsAnyExcept(row[0]);

    private static bool IsSquare(int count)
    {
        int side = (int)Math.Sqrt(count);
        return count >= MinimumPixels && side * side == count;
    }

    [GeneratedRegex(@"^((pixels?|pix|px)[\s_\-.]*\d+([x_]\d+)?|\d+x\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex PixelName();
}
