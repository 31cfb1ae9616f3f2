using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>
/// Detects the roles of a table's columns from the header, from the cells of the first rows, and by arithmetic: 785 columns are a label
/// and 28 x 28 pixels, 786 columns also have a row number. What options specify is not detected.
/// </summary>
/// <param name="table">The file.</param>
/// <param name="sample">Its first rows.</param>
internal sealed partial class CsvLayoutFinder(TableFile table, CsvSample sample)
{
    // In more rows than this, a column that counts 0, 1, 2… is not a list of classes.
    private const int MaximumClassRun = 10;

    // Columns beside the pixels whose values could be pixels.
    private const int MaximumFittingColumnsBetween = 3;

    private readonly LoadOptions _options = table.Options;
    private readonly CsvLayoutErrors _errors = new(table, sample);
    private readonly List<int> _ignored = [];

    // Created on demand: of hundreds of columns, only the outer ones are ambiguous.
    private readonly Dictionary<int, ColumnProfile> _profiles = [];

    private int? _label;
    private OneHotColumns? _oneHot;
    private int[] _unknown = [];

    private int[] Rest =>
        [
            .. Enumerable
                .Range(0, sample.Columns)
                .Where(column => column != _label && !_ignored.Contains(column) && _oneHot?.Columns.Contains(column) != true),
        ];

    private bool HasLabels => _label is not null || _oneHot is not null;

    /// <exception cref="InvalidInputException">
    /// A required label column is missing, there are no pixels, or their number does not match the shape.
    /// </exception>
    public CsvLayout Find()
    {
        TransposedTableDetector.RejectNamedPixels(table.Path, sample);
        UseOptions();
        FindByName();
        if (
            new[] { Rest, Rest[Math.Min(1, Rest.Length)..], Rest[..^Math.Min(1, Rest.Length)] }.Any(columns =>
                OneHotColumns.AreAll(sample, columns)
            )
        )
            throw _errors.NoPixels("only labels or probabilities of classes, without pixels");
        FindByText();
        FindByNumber();
        int[] pixels = Rest;
        Shape shape = FindShape(pixels);
        if (!HasLabels && _options.LabelsRequired)
            throw _errors.NoLabels(pixels, _unknown);
        return new CsvLayout(sample.Header, sample.Columns, _label, [.. _ignored.Order()], shape)
        {
            Pixels = pixels,
            OneHot = _oneHot,
            Id = sample.Header is null ? null : _ignored.Order().Cast<int?>().FirstOrDefault(column => IsId(sample.Header[column!.Value])),
            LeadingRecords = sample.LeadingRecords,
            EmptyIsZero = sample.EmptyIsZero,
        };
    }

    /// <summary>Whether a number is that of a square image's pixels.</summary>
    public static bool IsSquare(int count)
    {
        int side = (int)Math.Sqrt(count);
        return side > 1 && side * side == count;
    }

    private static bool IsId(string name) => name.Length > 0 && name != CsvSample.RowNames && CsvHeader.IsIndex(name);

    private ColumnProfile Profile(int column)
    {
        if (!_profiles.TryGetValue(column, out ColumnProfile? profile))
            _profiles[column] = profile = ColumnProfile.Of(sample.Column(column), table.Dialect.HasDecimalComma);
        return profile;
    }

    private void UseOptions()
    {
        ColumnSelection selection = new(table.Path, sample.Header, sample.Columns);
        if (_options.LabelColumn is string label)
            _label = selection.Find(label, nameof(LoadOptions.LabelColumn));
        _ignored.AddRange(selection.FindAll(_options.SkippedColumns, nameof(LoadOptions.SkippedColumns)).Where(column => column != _label));
    }

    private void FindByName()
    {
        if (sample.Header is null || CsvHeader.IsMadeUnique(sample.Header))
            return;
        _label ??= CsvHeader.FindLabel([.. sample.Header.Select((name, column) => _ignored.Contains(column) ? "" : name)]);
        _ignored.AddRange(Rest.Where(column => CsvHeader.IsIndex(sample.Header[column])));
        int[] rest = Rest;
        int[] family = CsvHeader.FindFamily(sample.Header, rest);
        if (family.Length == 0 || family.Length == rest.Length)
            return;
        int[] others = [.. rest.Except(family)];
        if (OneHotColumns.FindNamed(sample, others) is OneHotColumns oneHot)
        {
            if (_label is null)
                _oneHot = oneHot;
            others = [.. others.Except(oneHot.Columns)];
            _ignored.AddRange(_oneHot is null ? oneHot.Columns : []);
        }

        // They may be anything: a fold, a date, a writer.
        _unknown = others;
        _ignored.AddRange(others);
    }

    // A column of words is the label or extra information, such as the name of the source file.
    private void FindByText()
    {
        int[] words = [.. Rest.Where(column => MayBeNonPixel(column) && Profile(column).IsText)];
        int[] classes = [.. words.Where(column => !sample.Column(column).Any(CsvHeader.IsImagePath))];
        if (words.FirstOrDefault(column => sample.Column(column).All(cell => NumberList().IsMatch(cell)), -1) is >= 0 and int list)
            throw _errors.PixelsInOneCell(list);
        // Of several, names of rows are distinct.
        if (!HasLabels && classes.Length > 1 && sample.Rows.Count > MaximumClassRun)
            classes = [.. classes.Where(column => Profile(column).Distinct < sample.Rows.Count)];
        if (!HasLabels && classes.Length > 1)
            throw _errors.MultipleLabels(classes);
        if (!HasLabels && classes.Length == 1)
            _label = classes[0];
        _ignored.AddRange(words.Where(column => column != _label));

        if (Rest.Length < 2 && sample.Rows.Any(row => row.Any(CsvHeader.IsImagePath)))
            throw _errors.ImagePaths(sample.Rows.SelectMany(row => row).First(CsvHeader.IsImagePath));
    }

    // A word among the pixels is an error, which is reported with its line when the table is read.
    private bool MayBeNonPixel(int column) =>
        sample.Header is null ? column < 2 || column >= sample.Columns - 2 : !CsvHeader.IsPixel(sample.Header[column]);

    private void FindByNumber()
    {
        int[] rest = Rest;
        int extra = CountExtra(rest);
        if (
            !HasLabels
            && !IsImage(rest.Length - extra)
            && OneHotColumns.FindUnnamed(sample, rest, _options.Shape?.Size) is OneHotColumns oneHot
        )
        {
            _oneHot = oneHot;
            return;
        }

        if (!HasLabels && extra == 2)
        {
            int index = new[] { rest[0], rest[^1], rest[1], rest[^2] }.FirstOrDefault(column => Profile(column).NumbersRows, rest[0]);
            _ignored.Add(index);
            rest = Rest;
            extra = 1;
        }

        if (extra != 1)
            return;
        int[] numbered = [.. new[] { rest[0], rest[^1] }.Where(column => Profile(column).NumbersRows)];
        if (!HasLabels && (numbered.Length == 0 || sample.Rows.Count <= MaximumClassRun))
            _label = LabelColumnDetector.Find(table, sample, rest[0], rest[^1]);
        else
            _ignored.AddRange(numbered.Take(1));
    }

    private bool IsImage(int count) => _options.Shape is Shape shape ? count == shape.Size : IsSquare(count);

    /// <summary>
    /// Returns how many of the remaining columns must be excluded to leave an image: 0, 1 (label or row numbers) or 2 (both).
    /// </summary>
    private int CountExtra(int[] rest)
    {
        if (sample.Header is not null && rest.All(column => CsvHeader.IsPixel(sample.Header[column])))
            return 0;
        int maximum = HasLabels ? 1 : 2;
        for (int extra = 0; extra <= maximum && extra < rest.Length; extra++)
        {
            if (IsImage(rest.Length - extra))
                return extra;
        }

        // Images that are not square: row numbers are recognizable, and a required label must be an outer column.
        if (rest.Length < 2)
            return 0;
        bool numbered = sample.Rows.Count > MaximumClassRun && (Profile(rest[0]).NumbersRows || Profile(rest[^1]).NumbersRows);
        bool labeled = !HasLabels && _options.LabelsRequired && _options.Shape is null;
        return (numbered ? 1 : 0) + (labeled ? 1 : 0);
    }

    private Shape FindShape(int[] pixels)
    {
        if (pixels.Length == 0)
            throw _errors.NoPixels(HasLabels ? "only labels, without pixels" : "none");
        Shape? named = sample.Header is null ? null : CsvHeader.FindShape([.. pixels.Select(column => sample.Header[column])]);
        if (_options.Shape is Shape wanted)
            return wanted.Size == pixels.Length ? wanted : throw _errors.OtherShape(wanted, pixels, named);
        if (named is null && !IsSquare(pixels.Length) && sample.Header is null)
            RejectColumnsThatAreNoPixels(pixels);
        int side = (int)Math.Sqrt(pixels.Length);
        return named ?? (IsSquare(pixels.Length) ? Shape.Image(side, side) : Shape.Image(1, pixels.Length));
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

    // At least five numbers in one cell.
    [GeneratedRegex(@"^[\[(]?\s*[\d.+\-eE]+([\s,;]+[\d.+\-eE]+){4,}\s*[\])]?$")]
    private static partial Regex NumberList();
}
