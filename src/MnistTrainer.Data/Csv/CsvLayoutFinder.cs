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
        string? finding = null;
        if (sample.Header is not null && CsvHeader.FindOrder([.. pixels.Select(column => sample.Header[column])]) is int[] order)
        {
            pixels = [.. order.Select(index => pixels[index])];
            finding = "pixels: in the order of their numbers, not of the columns";
        }

        PixelPlaces? places = FindPlaces(pixels);
        if (places is not null)
            (pixels, finding) = ([.. places.Order.Select(index => pixels[index])], places.Finding);
        Shape shape = places?.Shape ?? FindShape(pixels, ref finding);
        if (!HasLabels && _options.LabelsRequired)
            throw _errors.NoLabels(pixels, _unknown);
        return new CsvLayout(sample.Header, sample.Columns, _label, [.. _ignored.Order()], shape)
        {
            Pixels = pixels,
            Places = places?.Places,
            PixelFinding = finding,
            Undecided = HasLabels ? [] : Array.ConvertAll(_unknown, column => sample.Header![column]),
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
        foreach (string text in _options.SkippedColumns)
        {
            int[] skipped = selection.FindAll([text], nameof(LoadOptions.SkippedColumns));
            // A range may go around the label.
            if (_label is int both && skipped is [var only] && only == both)
                throw _errors.LabelSkipped(both);
            _ignored.AddRange(skipped.Where(column => column != _label && !_ignored.Contains(column)));
        }
    }

    private void FindByName()
    {
        if (sample.Header is null || CsvHeader.IsMadeUnique(sample.Header))
            return;
        _label ??= CsvHeader.FindLabel([.. sample.Header.Select((name, column) => _ignored.Contains(column) ? "" : name)]);
        int[] named = [.. Rest.Where(column => CsvHeader.IsIndex(sample.Header[column]))];
        // A column called "name" may name classes.
        _unknown = [.. named.Where(column => sample.Rows.Count > MaximumClassRun && Profile(column).Distinct * 2 <= sample.Rows.Count)];
        _ignored.AddRange(named);
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
        _unknown = [.. _unknown, .. others];
        _ignored.AddRange(others);
    }

    // A column of words is the label or extra information, such as the name of the source file.
    private void FindByText()
    {
        _ignored.AddRange(Outer(Rest).Where(column => sample.Column(column).All(cell => cell.Length == 0)));
        if (sample.Column(sample.Columns - 1).All(cell => WordAndComment().IsMatch(cell)))
            throw _errors.Commented(sample.Rows[0][^1]);
        int[] words = [.. Rest.Where(column => MayBeNonPixel(column) && Profile(column).IsText)];
        int[] classes = [.. words.Where(column => !sample.Column(column).Any(CsvHeader.IsImagePath))];
        if (
            words.Concat(_ignored).FirstOrDefault(column => sample.Column(column).All(cell => NumberList().IsMatch(cell)), -1)
            is >= 0
                and int list
        )
            throw _errors.PixelsInOneCell(list);
        // Names of rows are distinct.
        if (!HasLabels && sample.Rows.Count > MaximumClassRun && (classes.Length > 1 || IsImage(Rest.Length - 2)))
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
        if (!HasLabels && !IsImage(rest.Length - extra) && FindOneHot(rest) is OneHotColumns oneHot)
        {
            _oneHot = oneHot;
            return;
        }

        if (!HasLabels && extra == 2)
        {
            _ignored.Add(FindRowNumbers(rest));
            rest = Rest;
            extra = 1;
        }

        if (extra != 1)
            return;
        int[] numbered = NumberedOf(rest);
        if (HasLabels && numbered.Length == 0 && sample.Header is null && rest.Length > MinimumImage && IsImage(rest.Length - 1))
            throw _errors.NoPixelColumns([rest[0], rest[^1]], rest.Length - 1);
        if (!HasLabels && (numbered.Length == 0 || sample.Rows.Count <= MaximumClassRun))
            _label =
                LabelColumnDetector.Find(table, sample, rest[0], rest[^1]) ?? throw _errors.UnclearLabel([rest[0], rest[^1]], rest.Length);
        else
            _ignored.AddRange(numbered.Take(1));
    }

    // The outer columns that count rows.
    private int[] NumberedOf(int[] columns) => [.. Outer(columns).Where(column => Profile(column).NumbersRows)];

    private static IEnumerable<int> Outer(int[] columns) => columns.Take(1).Concat(columns.Skip(1).TakeLast(1));

    private OneHotColumns? FindOneHot(int[] rest)
    {
        int? size = _options.Shape?.Size;
        int[] numbered = [.. NumberedOf(rest).Take(1)];
        if (numbered.Length > 0 && OneHotColumns.FindUnnamed(sample, [.. rest.Except(numbered)], size) is OneHotColumns found)
        {
            _ignored.AddRange(numbered);
            return found;
        }

        return OneHotColumns.FindUnnamed(sample, rest, size);
    }

    // Of two columns beside the pixels, one should name the rows: count them, or at least be different in each.
    private int FindRowNumbers(int[] rest)
    {
        int[] outer = [rest[0], rest[^1], rest[1], rest[^2]];
        if (sample.Rows.Count <= MaximumClassRun)
            return outer.FirstOrDefault(column => Profile(column).NumbersRows, rest[0]);
        int[] names =
        [
            .. outer.Where(column => Profile(column).NumbersRows),
            .. outer.Where(column => Profile(column).Distinct == sample.Rows.Count),
        ];
        return names.Length > 0 ? names[0] : throw _errors.NoPixelColumns([rest[0], rest[^1]], rest.Length - 2);
    }

    private bool IsImage(int count) => (_options.Shape is Shape shape ? count == shape.Size : IsSquare(count)) || IsColor(count);

    // 3 x 32 x 32, as CIFAR's, and other usual sizes. Others may be gray images of another form, such as 24x32.
    private static bool IsColor(int count) => count is 3 * 28 * 28 or 3 * 32 * 32 or 3 * 64 * 64;

    /// <summary>
    /// Returns how many of the remaining columns must be excluded to leave an image: 0, 1 (label or row numbers) or 2 (both).
    /// </summary>
    private int CountExtra(int[] rest)
    {
        if (sample.Header is not null && (rest.All(column => CsvHeader.IsPixel(sample.Header[column])) || FindPlaces(rest) is not null))
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
        bool labeled =
            !HasLabels
            && _options.Shape is null
            && GridOf(rest) is null
            && (_options.LabelsRequired || (sample.Header is null && GridOf(rest[1..]) is not null));
        return (numbered ? 1 : 0) + (labeled ? 1 : 0);
    }

    // Comments behind numbers are cut; see CsvRecords.
    [GeneratedRegex(@"^\S+\s+#(\s|$)")]
    private static partial Regex WordAndComment();

    // At least five numbers in one cell, or an image that is encoded as text.
    [GeneratedRegex(@"^[\[(\s]*[\d.+\-eE]+([\s,;\[\]()]+[\d.+\-eE]+){4,}[\s\])]*$|^\S{100,}$|^\{.{100,}\}$")]
    private static partial Regex NumberList();
}
