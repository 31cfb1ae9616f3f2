using System.Globalization;
using System.Text.RegularExpressions;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What the names in a header say: which column is the label, which only count rows, and how pixels lie in an image.</summary>
internal static partial class CsvHeader
{
    private const int ShortestCount = 16;

    // The likeliest first: of two such columns the earlier in this list is the label.
    private static readonly string[] LabelNames =
    [
        "label",
        "labels",
        "class",
        "class_label",
        "target",
        "digit",
        "y",
        "category",
        "character",
        "letter",
        "classes",
        "symbol",
        "number",
    ];

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

    /// <summary>Whether a record holds names: a known one, mostly words, or a count of the columns.</summary>
    public static bool IsHeader(string[] record, bool decimalComma)
    {
        double[] numbers = [.. record.Select(cell => PixelCell.TryParse(cell, decimalComma, out double number) ? number : double.NaN)];
        int words = record.Where((cell, i) => double.IsNaN(numbers[i]) && cell.Length > 0 && !IsImagePath(cell)).Count();
        // A single word before numbers may be a class name, and so may the letter y.
        return record.Any(cell => cell.Length > 1 && LabelNames.Contains(Normalize(cell)))
            || (words > 1 && words * 2 > record.Length)
            || (words == 1 && record.Length == 1)
            || CountsColumns([.. numbers.Where(double.IsFinite)]);
    }

    /// <summary>The column whose name is a known name of labels, or null.</summary>
    public static int? FindLabel(string[] header)
    {
        string[] names = [.. header.Select(Normalize)];
        string? best = LabelNames.FirstOrDefault(names.Contains);
        if (best is not null)
            return Array.IndexOf(names, best);
        // Otherwise the one column that is not numbered as all others are.
        int[] unnumbered = [.. Enumerable.Range(0, names.Length).Where(i => !EndsWithNumber().IsMatch(names[i]) && !IsIndex(header[i]))];
        return unnumbered.Length == 1 && names.Length > 2 ? unnumbered[0] : null;
    }

    /// <summary>Whether a name is a known name of row numbers, file names and the like.</summary>
    public static bool IsIndex(string name) => IndexNames.Contains(Normalize(name));

    /// <summary>Whether a cell names an image file.</summary>
    public static bool IsImagePath(string cell) => ImagePath().IsMatch(cell);

    /// <summary>Whether a name is one that only pixels have, such as <c>pixel12</c> or <c>3x4</c>.</summary>
    public static bool IsPixel(string name) => PixelName().IsMatch(Normalize(name));

    /// <summary>The image that names such as <c>1x1</c> to <c>28x28</c> describe, or null where they do not.</summary>
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
        // The number that changes from one pixel to the next is the column's.
        return places.Length > 1 && places[0].A != places[1].A && a > 1 ? Shape.Image(b, a) : Shape.Image(a, b);
    }

    private static int Parse(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    // Some programs number their columns for want of names: "label,0,1,2,…,783".
    private static bool CountsColumns(double[] numbers) =>
        numbers.Length >= ShortestCount && !numbers.Where((number, i) => number != numbers[0] + i).Any();

    private static string Normalize(string name) => name.Trim(' ', '\t', '"', '\'', '#').ToLowerInvariant().Replace(' ', '_');

    [GeneratedRegex(@"\d$")]
    private static partial Regex EndsWithNumber();

    [GeneratedRegex(@"(\d{1,5})\s*[xX]\s*(\d{1,5})$")]
    private static partial Regex RowByColumn();

    [GeneratedRegex(@"^((pixels?|pix|px|p)[_\-.\[(]*\d+([x_,]\d+)?[\])]?|\d+x\d+)$")]
    private static partial Regex PixelName();

    [GeneratedRegex(@"\.(png|jpe?g|bmp|gif|webp|tiff?)$", RegexOptions.IgnoreCase)]
    private static partial Regex ImagePath();
}
