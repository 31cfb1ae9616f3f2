using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Finds the range of pixels that are not from 0 to 255, in a pass over the whole table: from -1 to 1, of 16 bits, or standardized to mean 0.
/// </summary>
/// <param name="table">The file.</param>
/// <param name="layout">Its layout.</param>
internal sealed class UnusualRange(TableFile table, CsvLayout layout)
{
    private const double MinimumShare = 0.1;

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
        PixelExtremes extremes = new(table.Path, layout.Pixels.Length);
        using CsvRecords records = CsvRecords.Open(table);
        records.Skip(layout.LeadingRecords);
        while (records.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            // Rows of a different length, and headers in between, are dealt with when the table is read.
            if (records.HasColumns(layout.Columns) && !CsvErrors.IsHeader(records))
                Add(records, errors, extremes);
        }

        return extremes.Decide();
    }

    private void Add(CsvRecords records, CsvErrors errors, PixelExtremes extremes)
    {
        extremes.StartRow();
        for (int i = 0; i < layout.Pixels.Length; i++)
        {
            if (!CellParser.TryParse(records.Cell(layout.Pixels[i]), table.Dialect.HasDecimalComma, out double value))
            {
                if (!layout.EmptyIsZero || !records.Cell(layout.Pixels[i]).IsEmpty)
                    throw errors.Pixel(records, layout.Pixels[i]);
                value = 0;
            }

            extremes.Add(i, value);
        }
    }
}
