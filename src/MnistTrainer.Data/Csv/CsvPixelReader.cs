using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads a table's rows into bytes. Whole numbers are kept as they are until the largest is known; a table with fractions is read again
/// from its start whenever a value shows that its scale was taken too small, so that the file is never held in memory.
/// </summary>
internal sealed class CsvPixelReader
{
    private const int RowsBetweenReports = 256;
    private const int LongestQuotation = 40;

    private readonly string _path;
    private readonly CsvDialect _dialect;
    private readonly CsvLayout _layout;
    private readonly int _width;
    private readonly bool _pixelsAreAdjacent;

    private byte[] _pixels;
    private int[] _labels;
    private ClassIndex _classes = new();
    private int _rows;

    /// <exception cref="InvalidInputException">The table is larger than memory allows.</exception>
    public CsvPixelReader(string path, CsvDialect dialect, CsvLayout layout, CsvSize size)
    {
        _path = path;
        _dialect = dialect;
        _layout = layout;
        _width = layout.Pixels.Length;
        _pixelsAreAdjacent = layout.Pixels[^1] - layout.Pixels[0] == _width - 1;
        long rows = Math.Max(1, size.MostRows(layout.Columns) - (layout.Header is null ? 0 : 1));
        if (rows * _width > Array.MaxLength)
            throw TooLarge($"{rows}");
        _pixels = GC.AllocateUninitializedArray<byte>((int)rows * _width);
        _labels = new int[layout.Label is null ? 0 : rows];
    }

    /// <summary>Reads everything.</summary>
    /// <param name="progress">Told the share read, 0 to 1.</param>
    /// <param name="cancellation">Stops between rows.</param>
    /// <param name="scale">The range the pixels were in.</param>
    /// <exception cref="InvalidInputException">A row is too short or too long, or a cell is no pixel or no label.</exception>
    public Samples<byte> Read(IProgress<double>? progress, CancellationToken cancellation, out PixelScale scale)
    {
        PixelScale? known = null;
        while (!TryReadRows(known, progress, cancellation, out double tooLarge))
            known = PixelScale.For(tooLarge);
        Array.Resize(ref _pixels, _rows * _width);
        TransposedTable.RejectRowsOfPixels(_path, _layout, _pixels, _rows);
        scale = known ?? PixelScale.Rescale(_pixels);
        if (_layout.Label is null)
            return new Samples<byte>(_layout.Shape, _pixels, labels: null, []);
        Array.Resize(ref _labels, _rows);
        string[] names = _classes.Sort(_labels);
        return new Samples<byte>(_layout.Shape, _pixels, _labels, names);
    }

    // One pass over the file; without a scale, whole numbers are kept as they are. On a false answer tooLarge is a value that the scale
    // does not hold: without one, the largest up to the first fraction.
    private bool TryReadRows(PixelScale? scale, IProgress<double>? progress, CancellationToken cancellation, out double tooLarge)
    {
        using CsvRecords records = CsvRecords.Open(_path, _dialect);
        _rows = 0;
        _classes = new ClassIndex();
        if (_layout.Header is not null)
            records.Read();
        while (records.Read())
        {
            if (_rows % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.FractionRead);
            }

            if (!TryReadRow(records, scale, out tooLarge))
                return false;
            _rows++;
        }

        tooLarge = 0;
        return true;
    }

    private bool TryReadRow(CsvRecords records, PixelScale? scale, out double tooLarge)
    {
        if (!records.HasColumns(_layout.Columns))
            throw Ragged(records);
        Grow();
        if (_layout.Label is int label)
            _labels[_rows] = ReadLabel(records, label);
        Span<byte> pixels = _pixels.AsSpan(_rows * _width, _width);
        tooLarge = 0;
        if (scale is null && TryReadWholeNumbers(records, pixels))
            return true;
        for (int i = 0; i < pixels.Length; i++)
        {
            double value = ReadPixel(records, _layout.Pixels[i]);
            bool fits = scale is PixelScale known ? value <= known.Maximum : double.IsInteger(value);
            if (!fits)
            {
                tooLarge = scale is null ? Math.Max(value, Largest(_pixels.AsSpan(0, (_rows * _width) + i))) : value;
                return false;
            }

            pixels[i] = scale?.ToByte(value) ?? (byte)value;
        }

        return true;
    }

    private bool TryReadWholeNumbers(CsvRecords records, Span<byte> pixels)
    {
        if (!_pixelsAreAdjacent || !records.IsPlain)
            return false;
        ReadOnlySpan<byte> text = records.Raw;
        for (int column = 0; column < _layout.Pixels[0]; column++)
        {
            int end = text.IndexOf((byte)_dialect.Delimiter);
            if (text[..end].Contains((byte)'"'))
                return false;
            text = text[(end + 1)..];
        }

        return WholeNumberRow.TryParse(text, (byte)_dialect.Delimiter, pixels);
    }

    private double ReadPixel(CsvRecords records, int column)
    {
        ReadOnlySpan<byte> cell = records.Cell(column);
        if (PixelCell.TryParse(cell, _dialect.HasDecimalComma, out double value) && value is >= 0 and <= PixelScale.Largest)
            return value;
        bool isPath = CsvHeader.IsImagePath(Encoding.UTF8.GetString(cell));
        string remedy = isPath
            ? "This table holds paths rather than pixels; give the folder of images itself as the source"
            : "Correct the cell; pixels run from 0 to 255, from 0 to 16 or from 0 to 1";
        throw new InvalidInputException(Place(records, column), "a pixel, a number from 0 to 255", Quote(cell), remedy);
    }

    private int ReadLabel(CsvRecords records, int column)
    {
        ReadOnlySpan<byte> cell = records.Cell(column);
        if (cell.Length is 0 or > ClassIndex.LongestLabel)
        {
            throw new InvalidInputException(
                Place(records, column),
                $"a label of 1 to {ClassIndex.LongestLabel} bytes",
                Quote(cell),
                "Label every row"
            );
        }

        int index = _classes.Add(cell, _dialect.HasDecimalComma);
        if (index >= ClassIndex.MostClasses)
        {
            throw new InvalidInputException(
                Place(records, column),
                $"at most {ClassIndex.MostClasses} classes",
                "one more",
                "This column is hardly a label; name the right one label"
            );
        }

        return index;
    }

    // Counting lines gives room enough, unless a file mixes its line ends.
    private void Grow()
    {
        if ((_rows + 1) * (long)_width <= _pixels.Length)
            return;
        int rows = (int)Math.Min((2L * _rows) + 1, Array.MaxLength / _width);
        if (rows <= _rows)
            throw TooLarge($"more than {_rows}");
        Array.Resize(ref _pixels, rows * _width);
        if (_layout.Label is not null)
            Array.Resize(ref _labels, rows);
    }

    private InvalidInputException TooLarge(string rows) =>
        new(_path, $"at most {Array.MaxLength} pixels in all", $"{rows} rows of {_width}", "Cut the table into parts");

    private InvalidInputException Ragged(CsvRecords records) =>
        new(
            $"{_path}, line {records.Line}, column {Math.Min(records.Count, _layout.Columns) + 1}",
            $"{_layout.Columns} cells, as other rows have",
            $"{records.Count}",
            "Make all rows equally long"
        );

    private string Place(CsvRecords records, int column) => $"{_path}, line {records.Line}, column {_layout.Name(column)}";

    private static string Quote(ReadOnlySpan<byte> cell)
    {
        if (cell.IsEmpty)
            return "an empty cell";
        string text = Encoding.UTF8.GetString(cell);
        return text.Length > LongestQuotation ? $"\"{text[..LongestQuotation]}…\"" : $"\"{text}\"";
    }

    private static double Largest(ReadOnlySpan<byte> values)
    {
        byte largest = 0;
        foreach (byte value in values)
            largest = Math.Max(largest, value);
        return largest;
    }
}
