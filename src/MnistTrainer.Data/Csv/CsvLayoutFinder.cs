using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Detects the roles of a table's columns from the header, from the cells of the first rows, and by arithmetic: 785 columns are a label
/// and 28 x 28 pixels, 786 columns also have a row number.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="dialect">Its dialect.</param>
/// <param name="sample">Its first rows.</param>
/// <param name="options">The shape of an image, if known, and whether labels are required.</param>
internal sealed class CsvLayoutFinder(DataFile file, CsvDialect dialect, CsvSample sample, LoadOptions options)
{
    // In more rows than this, a column that counts 0, 1, 2… is not a list of classes.
    private const int MaximumClassRun = 10;

    private readonly List<int> _ignored = [];

    // Created on demand: of hundreds of columns, only the outer ones are ambiguous.
    private readonly Dictionary<int, ColumnProfile> _profiles = [];

    private int? _label;

    private int[] Rest => [.. Enumerable.Range(0, sample.Columns).Where(column => column != _label && !_ignored.Contains(column))];

    /// <exception cref="InvalidInputException">
    /// A required label column is missing, there are no pixels, or their number does not match the shape.
    /// </exception>
    public CsvLayout Find()
    {
        TransposedTableDetector.RejectNamedPixels(file.Path, sample);
        FindByName();
        FindByText();
        FindByNumber();
        int[] pixels = Rest;
        Shape shape = FindShape(pixels);
        if (_label is null && options.LabelsRequired)
            throw NoLabels(pixels);
        return new CsvLayout(sample.Header, sample.Columns, _label, [.. _ignored.Order()], shape);
    }

    private ColumnProfile Profile(int column)
    {
        if (!_profiles.TryGetValue(column, out ColumnProfile? profile))
            _profiles[column] = profile = ColumnProfile.Of(sample.Column(column), dialect.HasDecimalComma);
        return profile;
    }

    private void FindByName()
    {
        if (sample.Header is null)
            return;
        _label = CsvHeader.FindLabel(sample.Header);
        _ignored.AddRange(Rest.Where(column => CsvHeader.IsIndex(sample.Header[column])));
    }

    // A column of words is the label or extra information, such as the name of the source file.
    private void FindByText()
    {
        foreach (int column in Rest.Where(column => MayBeNonPixel(column) && Profile(column).IsText))
        {
            bool isPath = sample.Column(column).Any(CsvHeader.IsImagePath);
            if (_label is null && !isPath)
                _label = column;
            else
                _ignored.Add(column);
        }

        if (Rest.Length < 2 && sample.Rows.Any(row => row.Any(CsvHeader.IsImagePath)))
        {
            string found = sample.Rows.SelectMany(row => row).First(CsvHeader.IsImagePath);
            throw new InvalidInputException(
                file.Path,
                "the pixels of an image in each row",
                $"an image path, \"{found}\"",
                "Use the folder of images itself as the source"
            );
        }
    }

    // A word among the pixels is an error, which is reported with its line when the table is read.
    private bool MayBeNonPixel(int column) =>
        sample.Header is null ? column < 2 || column >= sample.Columns - 2 : !CsvHeader.IsPixel(sample.Header[column]);

    private void FindByNumber()
    {
        int[] rest = Rest;
        int extra = CountExtra(rest);
        if (_label is null && extra == 2)
        {
            int index = new[] { rest[0], rest[^1], rest[1], rest[^2] }.FirstOrDefault(column => Profile(column).NumbersRows, rest[0]);
            _ignored.Add(index);
            rest = Rest;
            extra = 1;
        }

        if (extra != 1)
            return;
        int[] numbered = [.. new[] { rest[0], rest[^1] }.Where(column => Profile(column).NumbersRows)];
        if (_label is null && (numbered.Length == 0 || sample.Rows.Count <= MaximumClassRun))
            _label = LabelColumnDetector.Find(file, dialect, sample, rest[0], rest[^1]);
        else
            _ignored.AddRange(numbered.Take(1));
    }

    /// <summary>
    /// Returns how many of the remaining columns must be excluded to leave an image: 0, 1 (label or row numbers) or 2 (both).
    /// </summary>
    private int CountExtra(int[] rest)
    {
        if (sample.Header is not null && rest.All(column => CsvHeader.IsPixel(sample.Header[column])))
            return 0;
        int maximum = _label is null ? 2 : 1;
        for (int extra = 0; extra <= maximum && extra < rest.Length; extra++)
        {
            if (options.Shape is Shape shape ? rest.Length - extra == shape.Size : IsSquare(rest.Length - extra))
                return extra;
        }

        // Images that are not square: row numbers are recognizable, and a required label must be an outer column.
        if (rest.Length < 2)
            return 0;
        bool numbered = sample.Rows.Count > MaximumClassRun && (Profile(rest[0]).NumbersRows || Profile(rest[^1]).NumbersRows);
        bool labeled = _label is null && options.LabelsRequired && options.Shape is null;
        return (numbered ? 1 : 0) + (labeled ? 1 : 0);
    }

    private Shape FindShape(int[] pixels)
    {
        if (options.Shape is Shape wanted)
        {
            return wanted.Size == pixels.Length
                ? wanted
                : throw new InvalidInputException(
                    file.Path,
                    $"{wanted.Size} pixel columns ({wanted}) in addition to the label",
                    $"{pixels.Length}",
                    "Use images of this size, or specify their actual height and width"
                );
        }

        if (pixels.Length == 0)
            throw new InvalidInputException(file.Path, "pixel columns", "none", "Use a table with one image per row");
        Shape? named = sample.Header is null ? null : CsvHeader.FindShape([.. pixels.Select(column => sample.Header[column])]);
        int side = (int)Math.Sqrt(pixels.Length);
        return named ?? (IsSquare(pixels.Length) ? Shape.Image(side, side) : Shape.Image(1, pixels.Length));
    }

    private InvalidInputException NoLabels(int[] pixels) =>
        new(
            file.Path,
            "a label column",
            $"only {pixels.Length} pixel columns",
            "Add a column named label, or use the table only for prediction; if each column is an image, transpose the table"
        );

    private static bool IsSquare(int count)
    {
        int side = (int)Math.Sqrt(count);
        return side > 1 && side * side == count;
    }
}
