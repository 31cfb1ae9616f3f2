using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Reads the rows of a table into bytes. Integers are stored unscaled until the largest is known. A table with fractions is read again
/// from the start whenever a value exceeds the assumed scale, so the file is never held in memory.
/// </summary>
internal sealed class CsvPixelReader
{
    private const int RowsBetweenReports = 256;

    private readonly TableFile _table;
    private readonly CsvDialect _dialect;
    private readonly CsvLayout _layout;
    private readonly CsvErrors _errors;
    private readonly int _width;
    private readonly bool _pixelsAreAdjacent;

    // The rows from _first on: all of them, unless they go into a file.
    private byte[] _pixels;
    private int[] _labels;
    private readonly StoredPixels? _file;
    private int _first;

    private readonly CsvLabelReader _labelReader;
    private int _rows;
    private double _largest;
    private byte[]? _header;

    /// <param name="table">The file.</param>
    /// <param name="layout">Its layout.</param>
    /// <param name="scan">The scan of its text.</param>
    /// <param name="file">Receives the rows, some at a time. Default: null, for all rows in memory.</param>
    /// <exception cref="InvalidInputException">The table has more pixels than an array can hold.</exception>
    public CsvPixelReader(TableFile table, CsvLayout layout, TextScan scan, StoredPixels? file = null)
    {
        _file = file;
        _table = table;
        _dialect = table.Dialect;
        _layout = layout;
        _errors = new CsvErrors(table.Path, layout);
        _labelReader = new CsvLabelReader(table, layout, _errors);
        _width = layout.Pixels.Length;
        _pixelsAreAdjacent = layout.Pixels.Index().All(pixel => pixel.Item == layout.Pixels[0] + pixel.Index);
        long rows = Math.Max(1, scan.MaximumRows(layout.Columns, layout.EmptyIsZero) - layout.LeadingRecords);
        if (file is not null)
            rows = Math.Min(rows, Math.Max(1, file.BytesHeld / _width));
        if (rows * _width > Array.MaxLength)
            throw _errors.TooLarge($"{rows}");
        _pixels = GC.AllocateUninitializedArray<byte>((int)rows * _width);
        _labels = new int[layout.HasLabels ? rows : 0];
    }

    /// <summary>The largest pixel in the file.</summary>
    public double LargestPixel { get; private set; }

    /// <summary>The cells of the id column, row by row; empty without one.</summary>
    public List<string> Ids { get; } = [];

    /// <summary>The number of lines with a comment behind the cells, which was cut.</summary>
    public int Comments { get; private set; }

    /// <summary>The lines at which the header was repeated and skipped.</summary>
    public List<long> RepeatedHeaders { get; } = [];

    /// <summary>What was read otherwise than it is written, and a user should know.</summary>
    public List<string> Notes { get; } = [];

    /// <summary>Reads all rows.</summary>
    /// <param name="known">The range of the pixels, if it is not to be found: one that starts below 0 or ends above 255.</param>
    /// <param name="progress">Receives the fraction read, 0 to 1.</param>
    /// <param name="cancellation">Cancels between rows.</param>
    /// <param name="scale">The range of the pixels in the file.</param>
    /// <exception cref="InvalidInputException">A row is too short or too long, or a cell is not a valid pixel or label.</exception>
    public Samples<byte> Read(PixelScale? known, IProgress<double>? progress, CancellationToken cancellation, out PixelScale scale)
    {
        known = ReadRows(known, progress, cancellation);
        Array.Resize(ref _pixels, _rows * _width);
        TransposedTableDetector.RejectRowsOfPixels(_table.Path, _layout, _pixels, _rows);
        scale = known ?? PixelScale.Rescale(_pixels);
        if (_layout.Places is int[] places)
            PutIntoPlaces(places);
        if (!_layout.HasLabels)
            return new Samples<byte>(_layout.Shape, _pixels, labels: null, []);
        Array.Resize(ref _labels, _rows);
        string[] names = _labelReader.NameClasses(_labels, _rows, Notes);
        return new Samples<byte>(_layout.Shape, _pixels, _labels, names);
    }

    /// <summary>Reads all rows into a file.</summary>
    /// <param name="known">The range of the pixels, if it is not to be found.</param>
    /// <param name="progress">Receives the fraction read, 0 to 1.</param>
    /// <param name="cancellation">Cancels between rows.</param>
    /// <returns>The name of each class, and the class of each label in the file.</returns>
    /// <exception cref="InvalidInputException">A row is too short or too long, or a cell is not a valid pixel or label.</exception>
    public (string[] Names, int[] Classes) ReadIntoFile(PixelScale? known, IProgress<double>? progress, CancellationToken cancellation)
    {
        known = ReadRows(known, progress, cancellation);
        // The images of a table with one of them in each column would be large if it had more rows than are in memory.
        if (_first == 0)
            TransposedTableDetector.RejectRowsOfPixels(_table.Path, _layout, _pixels.AsSpan(0, _rows * _width), _rows);
        Flush();
        if (known is null)
            _file!.Rescale(PixelScale.OfIntegers(_file.Largest).ToByte);
        int[] classes = [.. Enumerable.Range(0, _labelReader.ClassCount)];
        return (_labelReader.NameClasses(classes, _rows, Notes), classes);
    }

    private PixelScale? ReadRows(PixelScale? known, IProgress<double>? progress, CancellationToken cancellation)
    {
        while (!TryReadRows(known, progress, cancellation, out double tooLarge))
            known = PixelScale.For(tooLarge);
        if (known is PixelScale assumed && assumed.Tighten(_largest) is PixelScale tight)
        {
            known = tight;
            TryReadRows(known, progress, cancellation, out _);
        }

        LargestPixel = known is null ? LargestRead(Held * _width) : _largest;
        if ((known ?? new PixelScale(0, PixelScale.Largest)).EndAt(LargestPixel, _rows, RowsWith) is PixelScale plain)
        {
            known = plain;
            TryReadRows(known, progress, cancellation, out _);
        }

        return known;
    }

    /// <summary>The number of rows in memory.</summary>
    private int Held => _rows - _first;

    private int LargestRead(int pixels) => Math.Max(_file?.Largest ?? 0, (int)Largest(_pixels.AsSpan(0, pixels)));

    private int RowsWith(byte largest)
    {
        int rows = _file?.RowsWithLargest(largest) ?? 0;
        for (int row = 0; row < Held; row++)
            rows += _pixels.AsSpan(row * _width, _width).Contains(largest) ? 1 : 0;
        return rows;
    }

    private void Flush()
    {
        for (int row = 0; row < Held; row++)
            _file!.Add(_pixels.AsSpan(row * _width, _width), _labels[row]);
        _first = _rows;
    }

    // Columns that are constant in all images are the background, which is 0 where the ink is light.
    private void PutIntoPlaces(int[] places)
    {
        int light = 0;
        foreach (byte pixel in _pixels)
            light += pixel > byte.MaxValue / 2 ? 1 : 0;
        if (light * 2L > _pixels.Length)
            throw _errors.DroppedOnLight(places.Length);
        if ((long)_rows * _layout.Shape.Size > Array.MaxLength)
            throw _errors.TooLarge($"{_rows}");
        byte[] images = new byte[_rows * _layout.Shape.Size];
        for (int row = 0; row < _rows; row++)
        {
            for (int i = 0; i < _width; i++)
                images[(row * _layout.Shape.Size) + places[i]] = _pixels[(row * _width) + i];
        }

        _pixels = images;
    }

    // One pass over the file. Without a scale, integers are stored unscaled. If it returns false, tooLarge is a value beyond the scale or,
    // without a scale, the largest value up to the first fraction.
    private bool TryReadRows(PixelScale? scale, IProgress<double>? progress, CancellationToken cancellation, out double tooLarge)
    {
        using CsvRecords records = CsvRecords.Open(_table);
        (_rows, _first) = (0, 0);
        _file?.Restart();
        _labelReader.Restart();
        _largest = 0;
        Ids.Clear();
        RepeatedHeaders.Clear();
        records.Skip(_layout.LeadingRecords);
        _header = _layout.Header is null ? null : WithoutMark(records.Raw).ToArray();
        while (records.Read())
        {
            if (_header is not null && WithoutMark(records.Raw).SequenceEqual(_header))
            {
                RepeatedHeaders.Add(records.Line);
                continue;
            }

            if (_rows % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                progress?.Report(records.FractionRead);
            }

            if (!TryReadRow(records, scale, out tooLarge))
                return false;
            _rows++;
        }

        Comments = records.Comments;
        tooLarge = 0;
        return true;
    }

    // Files that were joined may each begin with a byte order mark.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> record) =>
        (record.StartsWith(Encoding.UTF8.Preamble) ? record[Encoding.UTF8.Preamble.Length..] : record).TrimEnd("\r\n"u8);

    private bool TryReadRow(CsvRecords records, PixelScale? scale, out double tooLarge)
    {
        if (!records.HasColumns(_layout.Columns))
            throw _errors.RowLength(records);
        Grow();
        if (_layout.HasLabels)
            _labels[Held] = _labelReader.Read(records, _rows);
        if (_layout.Id is int id)
            AddId(records.Text(id));
        Span<byte> pixels = _pixels.AsSpan(Held * _width, _width);
        tooLarge = 0;
        if (scale is null && TryReadWholeNumbers(records, pixels))
            return true;
        for (int i = 0; i < pixels.Length; i++)
        {
            double value = ReadPixel(records, _layout.Pixels[i], scale);
            bool fits = scale is PixelScale known ? known.Contains(value) : double.IsInteger(value);
            if (!fits)
            {
                tooLarge = scale is null ? Math.Max(value, LargestRead((Held * _width) + i)) : value;
                return false;
            }

            _largest = Math.Max(_largest, value);
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

        return IntegerRowParser.TryParse(text, (byte)_dialect.Delimiter, pixels);
    }

    private double ReadPixel(CsvRecords records, int column, PixelScale? scale)
    {
        ReadOnlySpan<byte> cell = records.Cell(column);
        if (CellParser.TryParse(cell, _dialect.HasDecimalComma, out double value))
        {
            // A measured range has no exceptions; within the usual ones, a larger value makes the range larger.
            bool isMeasured = scale is PixelScale known && (known.Minimum < 0 || known.Maximum > PixelScale.Largest);
            if (isMeasured ? scale!.Value.Contains(value) : value is >= 0 and <= PixelScale.Largest)
                return value;
        }
        else if (_layout.EmptyIsZero && cell.IsEmpty)
        {
            return 0;
        }

        if (_rows > 1 && _first == 0)
            TransposedTableDetector.RejectRowsOfPixels(_table.Path, _layout, _pixels.AsSpan(0, _rows * _width), _rows);
        throw _errors.Pixel(records, column);
    }

    // The line count provides enough room unless a file mixes line endings.
    private void Grow()
    {
        if ((Held + 1) * (long)_width <= _pixels.Length)
            return;
        if (_file is not null)
        {
            Flush();
            return;
        }

        int rows = (int)Math.Min((2L * _rows) + 1, Array.MaxLength / _width);
        if (rows <= _rows)
            throw _errors.TooLarge($"more than {_rows}");
        Array.Resize(ref _pixels, rows * _width);
        if (_layout.HasLabels)
            Array.Resize(ref _labels, rows);
    }

    // Of rows that go into a file, there may be more than memory holds.
    private void AddId(string id)
    {
        if (_file is null)
            Ids.Add(id);
    }

    private static double Largest(ReadOnlySpan<byte> values)
    {
        byte largest = 0;
        foreach (byte value in values)
            largest = Math.Max(largest, value);
        return largest;
    }
}
