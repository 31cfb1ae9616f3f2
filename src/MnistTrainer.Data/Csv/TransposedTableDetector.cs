using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Detects a table with one image per column instead of one per row.</summary>
internal static partial class TransposedTableDetector
{
    private const int MinimumPixels = 16;
    private const int MinimumNames = 3;

    /// <summary>Rejects a table whose rows start with pixel names, or whose first row repeats names.</summary>
    public static void RejectNamedPixels(string path, CsvSample sample)
    {
        bool rowsAreNamed = sample.Column(0).Count(cell => PixelName().IsMatch(cell)) >= MinimumNames;
        bool headerIsLabels = sample.Header is string[] header && header.Distinct().Count() * 2 <= header.Length;
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
        // With or without a row of labels.
        bool isSquareCount = IsSquare(rows) || IsSquare(rows - 1);
        bool haveNames = layout.Header is string[] names && layout.Pixels.All(column => CsvHeader.IsPixel(names[column]));
        if (!isSquareCount || haveNames || layout.Pixels.Length < 2)
            return;
        int width = layout.Pixels.Length;
        int blank = 0;
        for (int row = 0; row < rows; row++)
            blank += IsBlank(pixels.Slice(row * width, width)) ? 1 : 0;
        // A corner is background in every image, so its row is blank; hardly any image is blank.
        int firstCorner = IsSquare(rows) ? 0 : 1;
        bool cornersAreBlank = IsBlank(pixels.Slice(firstCorner * width, width)) && IsBlank(pixels.Slice((rows - 1) * width, width));
        bool isWide = layout.Header is null && layout.Shape.Height == 1 && width >= rows;
        if ((cornersAreBlank && blank * 10 >= rows) || isWide)
            throw Rejection(path, $"{rows} rows of {layout.Columns} cells that look like one pixel of each image");
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
