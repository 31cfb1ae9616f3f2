using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Interprets column names: which column is the label, which ones only identify rows, and how pixels are arranged in an image.</summary>
internal static partial class CsvHeader
{
    private const int MinimumCountLength = 16;
    private const int MinimumFamily = 4;

    // The most likely first: if two columns match, the name that comes first in this list wins.
    private static readonly string[] LabelNames =
    [
        "label",
        "labels",
        "class",
        "class_label",
        "target",
        "digit",
        "digits",
        "y",
        "category",
        "character",
        "letter",
        "classes",
        "cls",
        "lbl",
        "gt",
        "truth",
        "output",
        "outcome",
        "result",
        "response",
        "expected",
        "symbol",
        "number",
        "ground_truth",
        "groundtruth",
        "answer",
        "klasse",
        "ziffer",
        "classe",
        "clase",
        "etiqueta",
        "라벨",
        "레이블",
        "클래스",
        "정답",
        "숫자",
        "标签",
        "ラベル",
    ];

    private static readonly string[] LabelWords = ["label", "class", "target", "digit"];

    private static readonly string[] IndexNames =
    [
        "",
        "id",
        "idx",
        "index",
        "imageid",
        "image_id",
        "row",
        "row_id",
        "rowid",
        "row_names",
        "no",
        "nr",
        "unnamed:_0",
        "key",
        "file",
        "filename",
        "file_name",
        "path",
        "image",
        "name",
    ];

    /// <summary>
    /// Whether a record is a header: it contains a known label name, mostly words, a count of the columns, or values that a tool made unique.
    /// </summary>
    public static bool IsHeader(string[] record, bool decimalComma)
    {
        double[] numbers = [.. record.Select(cell => CellParser.TryParse(cell, decimalComma, out double number) ? number : double.NaN)];
        int words = record
            .Where((cell, i) => double.IsNaN(numbers[i]) && cell.Length > 0 && !IsImagePath(cell) && OddNumber.Describe(cell) is null)
            .Count();
        // A single word in front of numbers may be a class name, and so may the letter y.
        return record.Any(cell => cell.Length > 1 && LabelNames.Contains(Normalize(cell)))
            || (words > 1 && words * 2 > record.Length)
            || (words == 1 && record.Length == 1)
            || CountsColumns([.. numbers.Where(double.IsFinite)])
            || IsMadeUnique(record);
    }

    /// <summary>
    /// Whether a record holds numbers that a tool made unique because it took them for names: <c>5, 0, 0.1, 0.2, 18, 0.3</c>.
    /// </summary>
    public static bool IsMadeUnique(string[] record)
    {
        Dictionary<string, int> counts = [];
        int repeated = 0;
        foreach (string cell in record)
        {
            string[] parts = cell.Split('.');
            if (parts.Length > 2 || parts[0].Length == 0 || !parts.All(part => part.All(char.IsAsciiDigit)))
                return false;
            int count = counts.GetValueOrDefault(parts[0]);
            if (parts.Length == 2 ? parts[1] != count.ToString(CultureInfo.InvariantCulture) : count > 0)
                return false;
            counts[parts[0]] = count + 1;
            repeated += parts.Length - 1;
        }

        return repeated >= MinimumFamily;
    }

    /// <summary>Returns the column that is named like a label, or null.</summary>
    public static int? FindLabel(string[] header)
    {
        string[] names = [.. header.Select(Normalize)];
        string? best = LabelNames.FirstOrDefault(names.Contains);
        if (best is not null)
            return Array.IndexOf(names, best);
        int[] marked =
        [
            .. Enumerable.Range(0, names.Length).Where(i => Word().Matches(names[i]).Any(word => LabelWords.Contains(word.Value))),
        ];
        return marked.Length == 1 ? marked[0] : null;
    }

    /// <summary>
    /// Returns the columns whose names belong together, such as <c>pixel0</c> to <c>pixel783</c>, <c>V1</c> to <c>V785</c> or 784 times
    /// <c>pixel</c>, if they are most of the columns; otherwise none.
    /// </summary>
    /// <param name="header">All names.</param>
    /// <param name="columns">The columns in question.</param>
    public static int[] FindFamily(string[] header, int[] columns)
    {
        (string Stem, int[] Columns)[] families =
        [
            .. columns
                .GroupBy(column => Stem(header[column]), StringComparer.OrdinalIgnoreCase)
                .Select(group => (group.Key, group.ToArray())),
        ];
        if (families.Length == 0)
            return [];
        int[] largest = families.MaxBy(family => family.Columns.Length).Columns;
        return largest.Length >= MinimumFamily && largest.Length * 2 > columns.Length ? largest : [];
    }

    /// <summary>Returns the part of a name before its number: <c>label</c> of <c>label_3</c>.</summary>
    public static string Stem(string name)
    {
        int digit = name.AsSpan().IndexOfAnyInRange('0', '9');
        return (digit < 0 ? name : name[..digit]).TrimEnd('_', '-', '.', ' ', '(', '[');
    }

    /// <summary>Whether a name is typical of row numbers, file names and similar columns.</summary>
    public static bool IsIndex(string name) => IndexNames.Contains(Normalize(name));

    /// <summary>Whether a cell is the path of an image file.</summary>
    public static bool IsImagePath(string cell) => ImagePath().IsMatch(cell);

    /// <summary>Whether a name is typical of pixels, such as <c>pixel12</c> or <c>3x4</c>.</summary>
    public static bool IsPixel(string name) => PixelName().IsMatch(Normalize(name));

    /// <summary>Whether two names are the same but for case, quotes and blanks.</summary>
    public static bool AreEqual(string name, string other) => Normalize(name) == Normalize(other);

    /// <summary>Returns the image shape that names such as <c>1x1</c> to <c>28x28</c> describe, or null if they do not describe one.</summary>
    /// <param name="names">The names of the pixel columns, in order.</param>
    public static Shape? FindShape(IReadOnlyList<string> names)
    {
        (int A, int B)[] places = new (int, int)[names.Count];
        for (int i = 0; i < places.Length; i++)
        {
            Match match = RowByColumn().Match(names[i]);
            if (!match.Success)
                return null;
            places[i] = (Parse(match.Groups[1]), Parse(match.Groups[2]));
        }

        int a = places.Max(place => place.A) - places.Min(place => place.A) + 1;
        int b = places.Max(place => place.B) - places.Min(place => place.B) + 1;
        if ((long)a * b != places.Length)
            return null;
        // The number that changes from one pixel to the next is the column.
        return places.Length > 1 && places[0].A != places[1].A && a > 1 ? Shape.Image(b, a) : Shape.Image(a, b);
    }

    /// <summary>
    /// Returns the order of columns that are numbered one by one, <c>pixel0</c> to <c>pixel783</c>, where they are not in the order of their
    /// numbers (sorted as text, or shuffled); otherwise null.
    /// </summary>
    public static int[]? FindOrder(IReadOnlyList<string> names)
    {
        int[] numbers = new int[names.Count];
        for (int i = 0; i < numbers.Length; i++)
        {
            string stem = Stem(names[i]);
            bool isNumbered =
                stem.Equals(Stem(names[0]), StringComparison.OrdinalIgnoreCase)
                && int.TryParse(
                    names[i].AsSpan(stem.Length).Trim("_-. ()[]"),
                    NumberStyles.None,
                    CultureInfo.InvariantCulture,
                    out numbers[i]
                );
            if (!isNumbered)
                return null;
        }

        bool isAscending = numbers.Zip(numbers.Skip(1)).All(pair => pair.First < pair.Second);
        if (
            numbers.Length < MinimumFamily
            || isAscending
            || numbers.Max() - numbers.Min() != numbers.Length - 1
            || numbers.Distinct().Count() != numbers.Length
        )
            return null;
        int[] order = [.. Enumerable.Range(0, numbers.Length)];
        Array.Sort(numbers, order);
        return order;
    }

    private static int Parse(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // Some programs number unnamed columns: "label,0,1,2,…,783".
    private static bool CountsColumns(double[] numbers) =>
        numbers.Length >= MinimumCountLength && !numbers.Where((number, i) => number != numbers[0] + i).Any();

    private static string Normalize(string name) =>
        CanonicalText.Of(name).Trim(' ', '\t', '"', '\'', '#').ToLowerInvariant().Replace(' ', '_');

    [GeneratedRegex(@"\p{L}+")]
    private static partial Regex Word();

    /// <summary>A row and a column at the end of a pixel's name.</summary>
    [GeneratedRegex(@"(?<!\d)(\d{1,5})\s*[xXcC_,;:.\-]\s*(\d{1,5})[\])]?$")]
    public static partial Regex RowByColumn();

    [GeneratedRegex(@"^((pixels?|pix|px|p)[_\-.\[(]*\d+([x_,]\d+)?[\])]?|\d+x\d+)$")]
    private static partial Regex PixelName();

    [GeneratedRegex(@"\.(png|jpe?g|bmp|gif|webp|tiff?)['""]?$", RegexOptions.IgnoreCase)]
    private static partial Regex ImagePath();
}
