using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Finds the range of pixels that are not from 0 to 255, in a pass over the whole table: from -1 to 1, of 16 bits, or standardized to mean 0.
/// </summary>
/// <param name="table">The file.</param>
/// <param name="layout">Its layout.</param>
internal sealed class UnusualRange(TableFile table, CsvLayout layout)
{
    private const double Deepest = 65_535;
    private const double MinimumShare = 0.1;
    private const double SameMinimum = 1e-3;

    private static readonly double[] DeepMaxima = [1023, 4095, Deepest];

    private readonly double[] _columnMinima = [.. Enumerable.Repeat(double.MaxValue, layout.Pixels.Length)];
    private readonly List<double> _rowMinima = [];
    private double _smallest = double.MaxValue;
    private double _largest = double.MinValue;

    /// <summary>
    /// Whether many pixels of the first rows are below 0 or above 255. A few are errors, which are reported with their places.
    /// </summary>
    public static bool IsUnusual(CsvSample sample, CsvLayout layout, bool decimalComma)
    {
        long outside = 0,
            cells = 0;
        foreach (string[] row in sample.Rows)
        {
            foreach (int column in layout.Pixels)
            {
                bool isNumber = CellParser.TryParse(row[column], decimalComma, out double value);
                outside += isNumber && value is < 0 or > PixelScale.Largest ? 1 : 0;
                cells++;
            }
        }

        return outside >= MinimumShare * cells && outside > 1;
    }

    /// <summary>Measures the range.</summary>
    /// <exception cref="InvalidInputException">A cell is not a number, or the values do not have a common range.</exception>
    public PixelScale Measure(CancellationToken cancellation)
    {
        CsvErrors errors = new(table.Path, layout);
        using CsvRecords records = CsvRecords.Open(table);
        records.Skip(layout.LeadingRecords);
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            // Rows of a different length, and headers in between, are dealt with when the table is read.
            if (records.HasColumns(layout.Columns) && !CsvErrors.IsHeader(records))
                Add(records, errors);
        }

        return Decide();
    }

    private void Add(CsvRecords records, CsvErrors errors)
    {
        double rowMinimum = double.MaxValue;
        for (int i = 0; i < layout.Pixels.Length; i++)
        {
            if (!CellParser.TryParse(records.Cell(layout.Pixels[i]), table.Dialect.HasDecimalComma, out double value))
            {
                if (!layout.EmptyIsZero || !records.Cell(layout.Pixels[i]).IsEmpty)
                    throw errors.Pixel(records, layout.Pixels[i]);
                value = 0;
            }

            _columnMinima[i] = Math.Min(_columnMinima[i], value);
            rowMinimum = Math.Min(rowMinimum, value);
            _largest = Math.Max(_largest, value);
        }

        _rowMinima.Add(rowMinimum);
        _smallest = Math.Min(_smallest, rowMinimum);
    }

    private PixelScale Decide()
    {
        if (_smallest >= 0)
        {
            return _largest <= Deepest
                ? new PixelScale(0, DeepMaxima.First(maximum => _largest <= maximum))
                : throw Unknown("Use pixels from 0 to 255");
        }

        if (_smallest is >= -1 and < -0.9 && _largest is > 0.9 and <= 1)
            return new PixelScale(-1, 1);
        // Paper is the smallest value. Where it differs, each column or each image was standardized by itself, and the images are lost.
        if (!ShareMinimum(_columnMinima))
            throw Unknown("Use the pixels from before each column was standardized (mean 0), or standardize all of them together");
        if (!ShareMinimum([.. _rowMinima]))
            throw Unknown("Use the pixels from before each image was standardized (mean 0), or standardize all of them together");
        return new PixelScale(_smallest, _largest);
    }

    private bool ShareMinimum(double[] minima) =>
        minima.Count(minimum => minimum - _smallest <= SameMinimum * (_largest - _smallest)) * 2 >= minima.Length;

    private InvalidInputException Unknown(string remedy) =>
        new(
            table.Path,
            "pixels from 0 to 255, 0 to 16, 0 to 1 or -1 to 1",
            FormattableString.Invariant($"values from {_smallest:0.####} to {_largest:0.####} without a common background"),
            remedy
        );
}
