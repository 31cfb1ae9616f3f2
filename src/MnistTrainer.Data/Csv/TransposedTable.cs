using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Recognizes a table that has one image a column rather than one a row.</summary>
internal static partial class TransposedTable
{
    private const int FewestPixels = 16;
    private const int FewestNames = 3;

    /// <summary>Rejects a table that names pixels at the start of its rows, or the same class twice in its first row.</summary>
    public static void RejectNamedPixels(string path, CsvSample sample)
    {
        bool rowsAreNamed = sample.Column(0).Count(cell => PixelName().IsMatch(cell)) >= FewestNames;
        bool headIsLabels = sample.Header is string[] header && header.Distinct().Count() * 2 <= header.Length;
        if (rowsAreNamed || headIsLabels)
            throw Rejection(path, rowsAreNamed ? "rows named after pixels" : "a first row that repeats its names, as labels do");
    }

    /// <summary>Rejects a table whose rows are as many as an image has pixels, and which look like pixels rather than images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="layout">What its columns were taken for.</param>
    /// <param name="pixels">Everything read, row by row.</param>
    /// <param name="rows">The number of rows.</param>
    public static void RejectRowsOfPixels(string path, CsvLayout layout, ReadOnlySpan<byte> pixels, int rows)
    {
        // With or without a row of labels.
        bool isSquareCount = IsSquare(rows) || IsSquare(rows - 1);
        bool areNamed = layout.Header is string[] names && layout.Pixels.All(column => CsvHeader.IsPixel(names[column]));
        if (!isSquareCount || areNamed || layout.Pixels.Length < 2)
            return;
        int width = layout.Pixels.Length;
        int blank = 0;
        for (int row = 0; row < rows; row++)
            blank += IsBlank(pixels.Slice(row * width, width)) ? 1 : 0;
        // A corner is paper in every image, so its row is blank; hardly any image is.
        int firstCorner = IsSquare(rows) ? 0 : 1;
        bool cornersAreBlank = IsBlank(pixels.Slice(firstCorner * width, width)) && IsBlank(pixels.Slice((rows - 1) * width, width));
        bool isWide = layout.Header is null && layout.Shape.Height == 1 && width >= rows;
        if ((cornersAreBlank && blank * 10 >= rows) || isWide)
            throw Rejection(path, $"{rows} rows of {layout.Columns} cells that look like one pixel of each image");
    }

    private static InvalidInputException Rejection(string path, string found) =>
        new(path, "one image a row", $"{found} (one image a column?)", "Transpose the table");

    private static bool IsBlank(ReadOnlySpan<byte> row) => !row.ContainsAnyExcept(row[0]);

    private static bool IsSquare(int count)
    {
        int side = (int)Math.Sqrt(count);
        return count >= FewestPixels && side * side == count;
    }

    [GeneratedRegex(@"^((pixels?|pix|px)[\s_\-.]*\d+([x_]\d+)?|\d+x\d+)$", RegexOptions.IgnoreCase)]
    private static partial Regex PixelName();
}
