using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Where pixels lie in an image by the names of their columns, <c>pixel12</c> or <c>3x4</c>, if some columns were dropped, as constant ones
/// often are, or if they are not in order.
/// </summary>
/// <param name="Shape">The shape of one image.</param>
/// <param name="Order">The indices of the columns in the order of their places.</param>
/// <param name="Places">The place in the image of each column of this order; null where no place is without a column.</param>
/// <param name="Finding">What was decided.</param>
internal sealed record PixelPlaces(Shape Shape, int[] Order, int[]? Places, string Finding)
{
    // Fewer columns may be a selection of anything.
    private const int MinimumColumns = 30;

    // Where more is missing, neighbors are too few to compare.
    private const int MaximumSparseness = 4;

    // The usual sides of images, to round up to where border pixels were dropped.
    private static readonly int[] Sides = [8, 16, 20, 28, 32, 48, 64, 96, 128, 256];

    /// <summary>Returns the places; null where every column has its place in order, or names do not say where.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="names">The names of the columns of pixels.</param>
    /// <param name="others">The names of the other columns, which may be numbered along with them.</param>
    /// <param name="expected">The shape of one image, or null.</param>
    /// <param name="values">Returns the values of these columns in the first rows.</param>
    /// <exception cref="InvalidInputException">Columns are missing, and it is uncertain where the others lie.</exception>
    public static PixelPlaces? Find(
        string path,
        IReadOnlyList<string> names,
        IReadOnlyList<string> others,
        Shape? expected,
        Func<double[][]> values
    )
    {
        if (names.Count < MinimumColumns)
            return null;
        if (OfGrid(path, names, expected, out PixelPlaces? grid))
            return grid;
        string stem = CsvHeader.Stem(names[0]);
        int[] numbers = [.. names.Select(name => NumberOf(name, stem))];
        if (numbers.Contains(-1) || numbers.Distinct().Count() < numbers.Length)
            return null;
        int first = numbers.Min(),
            last = numbers.Max();
        int missing =
            last
            - first
            + 1
            - numbers.Concat(others.Select(name => NumberOf(name, stem)).Where(one => one > first && one < last)).Distinct().Count();
        int[] order = OrderBy(numbers);
        if (missing == 0 && (expected?.Size == names.Count || (expected is null && CsvLayoutFinder.IsSquare(names.Count))))
            return null;
        if (stem.Length > 0 && !names.All(CsvHeader.IsPixel))
            return missing == 0 ? null : throw Gaps(path, names, missing, null);
        if ((expected ?? SquareOf(numbers, last, values)) is not Shape shape)
            return missing == 0 ? null : throw Gaps(path, names, missing, nameof(LoadOptions.Shape));
        int start = first > 0 && last == shape.Size ? 1 : 0;
        // Without gaps, pixels are missing before the first, or at the end of the last row; images of another size end anywhere.
        bool startsLate = first > 1 && !others.Any(name => NumberOf(name, stem) is >= 0 and int number && number < first);
        int least = missing == 0 && !startsLate ? shape.Size - shape.Width : shape.Size / 2;
        if (last - start >= shape.Size || last - start < least)
            return null;
        string from = first <= start ? "" : $", numbered from {start}";
        return new PixelPlaces(
            shape,
            order,
            [.. order.Select(i => numbers[i] - start)],
            $"pixels: {names.Count} of {shape.Size}, placed by their names{from}; the columns that are missing are read as 0"
        );
    }

    private static bool OfGrid(string path, IReadOnlyList<string> names, Shape? expected, out PixelPlaces? found)
    {
        found = null;
        Match[] matches = [.. names.Select(name => CsvHeader.RowByColumn().Match(name))];
        if (!Array.TrueForAll(matches, match => match.Success))
            return false;
        int[] rows = Numbers(1),
            columns = Numbers(2);
        // The number that changes from one pixel to the next is the column; of shuffled columns, both change.
        if (Changes(rows) > 2 * Changes(columns))
            (rows, columns) = (columns, rows);
        int height = rows.Max() - rows.Min() + 1,
            width = columns.Max() - columns.Min() + 1;
        bool isBlock = (long)height * width == names.Count && (expected is null || expected.Value.Size <= names.Count);
        int base0 = isBlock ? -1 : Math.Min(1, Math.Min(rows.Min(), columns.Min()));
        Shape? side = isBlock ? Shape.Image(height, width) : expected ?? SideOf(Math.Max(rows.Max(), columns.Max()) - base0 + 1);
        if (side is not Shape shape || rows.Zip(columns).Distinct().Count() < names.Count)
            throw Gaps(path, names, height * width - names.Count, nameof(LoadOptions.Shape));
        (int top, int left) = isBlock ? (rows.Min(), columns.Min()) : (base0, base0);
        bool isSmaller = !isBlock && (rows.Max() < shape.Height / 2 || columns.Max() < shape.Width / 2);
        if (isSmaller || rows.Max() - top >= shape.Height || columns.Max() - left >= shape.Width)
            return false;
        int[] places = [.. rows.Zip(columns, (row, column) => ((row - top) * shape.Width) + column - left)];
        int[] order = OrderBy(places);
        if (isBlock)
        {
            if (order.Index().Any(one => one.Item != one.Index))
                found = new PixelPlaces(shape, order, null, "pixels: in the order of their names, not of the columns");
            return true;
        }

        found = new PixelPlaces(
            shape,
            order,
            [.. order.Select(i => places[i])],
            $"pixels: {names.Count} of {shape.Size}, placed by their names, numbered from {base0}; the columns that are missing are read as 0"
        );
        return true;

        int[] Numbers(int group) =>
            Array.ConvertAll(matches, match => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture));
    }

    // Neighbors above each other are most alike at the true width.
    private static Shape? SquareOf(int[] numbers, int last, Func<double[][]> values)
    {
        if (last >= Sides[^1] * Sides[^1] || last / numbers.Length >= MaximumSparseness)
            return null;
        double[][] images = values();
        // Numbered from 1, the last pixel is that of a square.
        int smallest = (int)Math.Ceiling(Math.Sqrt(numbers.Contains(0) ? last + 1 : last));
        double[][] whole = Array.ConvertAll(
            images,
            image =>
            {
                double[] full = new double[last + 1];
                for (int i = 0; i < numbers.Length; i++)
                    full[numbers[i]] = image[i];
                return full;
            }
        );
        int? width = ImageGrid.FindWidth(whole, smallest);
        return width is int side && side >= smallest ? Shape.Image(side, side) : null;
    }

    private static Shape? SideOf(int least) =>
        Array.Find(Sides, side => side >= least) is > 0 and int side ? Shape.Image(side, side) : null;

    private static int NumberOf(string name, string stem)
    {
        ReadOnlySpan<char> number = name.StartsWith(stem, StringComparison.OrdinalIgnoreCase)
            ? name.AsSpan(stem.Length).Trim("_-. ()[]")
            : default;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < Array.MaxLength ? value : -1;
    }

    private static int[] OrderBy(int[] keys)
    {
        int[] order = [.. Enumerable.Range(0, keys.Length)];
        Array.Sort((int[])keys.Clone(), order);
        return order;
    }

    private static int Changes(int[] numbers) => numbers.Zip(numbers.Skip(1)).Count(pair => pair.First != pair.Second);

    private static InvalidInputException Gaps(string path, IReadOnlyList<string> names, int missing, string? option) =>
        new(
            path,
            "a column for each pixel",
            $"{names.Count} columns, {names[0]} to {names[^1]}, with {missing} missing in between",
            "Put the missing columns back, with 0 where they were dropped because they are constant, or name columns pixel0, pixel1 and so on and specify the size of an image"
        )
        {
            Option = option,
        };
}
