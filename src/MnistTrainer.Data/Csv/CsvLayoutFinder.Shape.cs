using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <content>The height and width of images, from the names of pixels, their number and how rows of pixels continue.</content>
internal sealed partial class CsvLayoutFinder
{
    // Tables of fewer columns may hold anything but images.
    private const int MinimumImage = 49;

    // Fewer pixels do not show how rows continue.
    private const int MinimumGrid = 30;

    private Shape? GridOf(int[] columns) =>
        IsSquare(columns.Length) || columns.Length < MinimumGrid ? null : ImageGrid.Find(ValuesOf(columns));

    // Cells that are not numbers are errors, which are reported with their lines when the table is read.
    private double[][] ValuesOf(int[] columns) =>
        [
            .. sample.Rows.Select(row =>
                Array.ConvertAll(
                    columns,
                    column => CellParser.TryParse(row[column], table.Dialect.HasDecimalComma, out double value) ? value : 0
                )
            ),
        ];

    private PixelPlaces? FindPlaces(int[] pixels)
    {
        if (sample.Header is not string[] header)
            return null;
        HashSet<int> known = [.. pixels];
        return PixelPlaces.Find(
            table.Path,
            [.. pixels.Select(column => header[column])],
            [.. header.Where((_, column) => !known.Contains(column))],
            _options.ShapeOf(colors: 1),
            () => ValuesOf(pixels)
        );
    }

    private Shape FindShape(int[] pixels, ref string? finding)
    {
        if (pixels.Length == 0)
            throw _errors.NoPixels(HasLabels ? "only labels, without pixels" : "none");
        Shape? named = sample.Header is null ? null : CsvHeader.FindShape([.. pixels.Select(column => sample.Header[column])]);
        if (_options.InColor && FindColors(pixels, ref finding) is Shape colored)
            return colored;
        if (_options.ShapeOf(colors: 1)?.Size != pixels.Length && named is null && AreColors(pixels))
            throw _errors.Colors(pixels.Length);
        if (_options.ShapeOf(colors: 1) is Shape wanted)
            return wanted.Size == pixels.Length ? wanted : throw _errors.OtherShape(wanted, pixels, named);
        if (named is null && !IsSquare(pixels.Length) && sample.Header is null)
        {
            if (table.Dialect.Delimiter == ',' && pixels.Length >= MinimumGrid && SplitDecimals.AreIn(sample.Rows, pixels))
                throw _errors.SplitDecimals(pixels.Length);
            RejectColumnsThatAreNoPixels(pixels);
        }

        if ((named ?? GridOf(pixels)) is Shape grid)
        {
            finding ??= named is null ? "size: not stated; found from how rows of pixels continue" : null;
            return grid;
        }

        int side = (int)Math.Sqrt(pixels.Length);
        return IsSquare(pixels.Length) ? Shape.Image(side, side) : Shape.Image(1, pixels.Length);
    }

    private static bool IsSquareInColor(int count) => count % ColorChannels.Count == 0 && IsSquare(count / ColorChannels.Count);

    // Three values for each pixel of the specified or a square size. Their order must be evident, since a table does not say it.
    private Shape? FindColors(int[] pixels, ref string? finding)
    {
        int side = (int)Math.Sqrt(pixels.Length / ColorChannels.Count);
        Shape shape = (_options.Shape ?? Shape.Image(side, side)) with { Channels = ColorChannels.Count };
        if (shape.Size != pixels.Length)
            return null;
        ColorOrder order = ImageGrid.FindColors(ValuesOf(pixels));
        if (order != ColorOrder.ByPixel)
            throw _errors.ColorsInOtherOrder(shape, order);
        finding ??= "channels: red, green and blue of each pixel next to each other";
        return shape;
    }

    private bool AreColors(int[] pixels)
    {
        if (IsSquare(pixels.Length))
            return false;
        if (IsColor(pixels.Length) || (IsSquareInColor(pixels.Length) && ImageGrid.FindColors(ValuesOf(pixels)) != ColorOrder.Unknown))
            return true;
        // Three squares above or beside each other.
        return GridOf(pixels) is Shape grid && Math.Max(grid.Height, grid.Width) == ColorChannels.Count * Math.Min(grid.Height, grid.Width);
    }

    // Values outside the range that nearly all columns have: a fold, a position, the number of another row.
    private void RejectColumnsThatAreNoPixels(int[] pixels)
    {
        if (pixels.Length < MaximumClassRun)
            return;
        bool areBits = pixels.Count(column => Profile(column).IsBinary) * 10 >= pixels.Length * 9;
        bool areSigned = pixels.Count(column => Profile(column).Range.Smallest < 0) * 2 > pixels.Length;
        double largest = areBits ? 1 : PixelScale.Largest;
        int[] misfits =
        [
            .. pixels.Where(column =>
                Profile(column).IsText || Profile(column).Range.Largest > largest || (!areSigned && Profile(column).Range.Smallest < 0)
            ),
        ];
        // In a transposed table, such columns may be anywhere.
        int outer = misfits.Length + MaximumFittingColumnsBetween;
        bool areOuter = misfits.All(column => Array.IndexOf(pixels, column) is int at && (at < outer || at >= pixels.Length - outer));
        if (misfits.Length > 0 && misfits.Length * 10 <= pixels.Length && areOuter)
            throw _errors.NoPixelColumns([.. _ignored.Concat(misfits).Order()], pixels.Length - misfits.Length);
    }
}
