using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Creates the exceptions for rows and cells that cannot be read.</summary>
/// <param name="path">The file.</param>
/// <param name="layout">Its layout.</param>
internal sealed class CsvErrors(string path, CsvLayout layout)
{
    private const int MaximumQuotationLength = 40;

    /// <summary>More pixels than an array can hold.</summary>
    public InvalidInputException TooLarge(string rows) =>
        new(path, $"at most {Array.MaxLength} pixels in total", $"{rows} rows of {layout.Pixels.Length}", "Split the table into parts");

    /// <summary>Dropped columns whose pixels were probably not 0.</summary>
    public InvalidInputException DroppedOnLight(int pixels) =>
        new(
            path,
            "all pixels of images that are dark on light",
            $"{pixels} of {layout.Shape.Size}; what the columns that are missing contained is uncertain",
            "Put the missing columns back, or invert the images, so that the background is 0"
        );

    /// <summary>A row that is shorter or longer than the others.</summary>
    public InvalidInputException RowLength(CsvRecords records) =>
        IsHeader(records)
            ? SecondHeader(records)
            : new InvalidInputException(
                $"{path}, line {records.Line}, column {Math.Min(records.Count, layout.Columns) + 1}",
                $"{layout.Columns} cells, as in other rows",
                $"{records.Count}",
                "Make all rows the same length"
            );

    /// <summary>A cell that is not a pixel.</summary>
    public InvalidInputException Pixel(CsvRecords records, int column)
    {
        if (IsHeader(records))
            return SecondHeader(records);
        ReadOnlySpan<byte> cell = records.Cell(column);
        int empty = Enumerable.Range(0, records.Count).Count(i => records.Cell(i).IsEmpty);
        if (cell.IsEmpty && empty * 2 > layout.Columns)
            return NotPartOfTable(records.Line, $"{empty} empty cells in a row of {layout.Columns}");
        string text = Encoding.UTF8.GetString(cell);
        string? odd = OddNumber.Describe(text);
        string remedy =
            CsvHeader.IsImagePath(text) ? "This table contains image paths instead of pixels; use the folder of images itself as the source"
            : odd is null ? "Correct the cell; the range of pixels is 0 to 255, 0 to 16 or 0 to 1"
            : OddNumber.IsMissing(text) ? "Replace missing values, for example by 0"
            : "Write pixels as plain numbers, from 0 to 255, 0 to 16 or 0 to 1";
        string found = odd is null ? Quote(cell) : $"{Quote(cell)}, {odd}";
        return new InvalidInputException(Place(records, column), "a pixel, a number from 0 to 255", found, remedy);
    }

    /// <summary>A line such as a total below the table.</summary>
    public InvalidInputException NotPartOfTable(long line, string found) =>
        new($"{path}, line {line}", "a row of the table", found, "Remove the line if it is not part of the table, or complete it");

    /// <summary>A missing label in a table whose labels are numbers.</summary>
    public InvalidInputException MissingLabel(long line, string label) =>
        new(
            $"{path}, line {line}, column {layout.Name(layout.Label!.Value)}",
            "a label",
            $"\"{label}\", a missing value beside labels that are numbers",
            "Label every row, or delete those without a label"
        );

    /// <summary>A label that is empty or too long.</summary>
    public InvalidInputException Label(CsvRecords records, int column) =>
        new(
            Place(records, column),
            $"a label of 1 to {ClassIndex.MaximumLabelLength} bytes",
            Quote(records.Cell(column)),
            "Label every row"
        );

    /// <summary>One-hot columns without exactly one 1.</summary>
    public InvalidInputException OneHot(CsvRecords records, OneHotColumns columns) =>
        new(
            $"{path}, line {records.Line}, columns {layout.Name(columns.Columns[0])} to {layout.Name(columns.Columns[^1])}",
            "a 1 in the column of the row's class, and 0 in the others",
            "something else",
            "Correct the row, or give the class in one column named label"
        )
        {
            Option = nameof(LoadOptions.LabelColumn),
        };

    /// <summary>A label column with too many classes.</summary>
    public InvalidInputException TooManyClasses(CsvRecords records, int column) =>
        new(
            Place(records, column),
            $"at most {ClassIndex.MaximumClasses} classes",
            "one more",
            "This column is probably not the label; name the label column label"
        )
        {
            Option = nameof(LoadOptions.LabelColumn),
        };

    /// <summary>Whether a record is a header between rows: mostly words, no numbers that are written in an odd way.</summary>
    public static bool IsHeader(CsvRecords records)
    {
        int words = 0;
        int count = records.Count;
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> cell = records.Cell(i);
            bool isWord =
                cell.Length > 0
                && !CellParser.TryParse(cell, decimalComma: true, out _)
                && OddNumber.Describe(Encoding.UTF8.GetString(cell)) is null;
            words += isWord ? 1 : 0;
        }

        return words > 1 && words * 2 > count;
    }

    private InvalidInputException SecondHeader(CsvRecords records)
    {
        string[] cells = records.Cells();
        string most = cells.CountBy(cell => cell).MaxBy(pair => pair.Value).Key;
        bool repeats = cells.Count(cell => cell == most) * 2 > cells.Length || cells.Distinct().Count() * 10 <= cells.Length;
        (string found, string remedy) =
            repeats ? ($"words such as \"{most}\" in most columns", "Remove the line, or write pixels as numbers")
            : layout.Header is null ? ("a header", "Remove the line, or put it above the rows")
            : ("a second header, which differs from the first", "Put tables with different columns into files of their own");
        return new InvalidInputException($"{path}, line {records.Line}", "a row of the table", found, remedy);
    }

    private string Place(CsvRecords records, int column) => $"{path}, line {records.Line}, column {layout.Name(column)}";

    private static string Quote(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return "an empty cell";
        string text = Encoding.UTF8.GetString(cell);
        return text.Length > MaximumQuotationLength ? $"\"{text[..MaximumQuotationLength]}…\"" : $"\"{text}\"";
    }
}
