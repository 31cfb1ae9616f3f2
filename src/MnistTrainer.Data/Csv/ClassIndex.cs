using System.Globalization;
using System.Text;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>Assigns class indices to labels as they are read, and sorts the classes at the end.</summary>
internal sealed class ClassIndex
{
    /// <summary>The maximum number of classes in a table.</summary>
    public const int MaximumClasses = 65_536;

    /// <summary>The maximum length of a label in bytes.</summary>
    public const int MaximumLabelLength = 256;

    // In fewer rows, a class of one sample is nothing unusual.
    private const int ManyRows = 10;

    private List<string> _names = [];

    // One entry per spelling: "5", "5.0".
    private readonly Dictionary<string, int> _indices = [];

    /// <summary>The number of distinct classes so far.</summary>
    public int Count => _names.Count;

    /// <summary>Returns the class index of a label; indices are assigned in order of first appearance.</summary>
    /// <param name="label">At most <see cref="MaximumLabelLength"/> bytes of UTF-8.</param>
    /// <param name="decimalComma">Whether a comma is a decimal comma.</param>
    public int Add(ReadOnlySpan<byte> label, bool decimalComma)
    {
        Span<char> text = stackalloc char[MaximumLabelLength];
        text = text[..Encoding.UTF8.GetChars(label, text)];
        if (_indices.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out int index))
            return index;
        string name = Name(label, text, decimalComma);
        if (!_indices.TryGetValue(name, out index))
        {
            index = _names.Count;
            _names.Add(name);
            _indices.Add(name, index);
        }

        _indices[text.ToString()] = index;
        return index;
    }

    /// <summary>Returns a label, ensuring that it can be a class.</summary>
    /// <param name="label">The label.</param>
    /// <param name="place">Where it is, for messages.</param>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Checked(string label, string place) =>
        Encoding.UTF8.GetByteCount(label) is > 0 and <= MaximumLabelLength
            ? label
            : throw new InvalidInputException(
                place,
                $"a label of 1 to {MaximumLabelLength} bytes",
                label.Length == 0 ? "none" : $"{Encoding.UTF8.GetByteCount(label)} bytes",
                "Label every row"
            );

    /// <summary>Makes one class of labels that name the same one, however they are written, and renumbers the labels to match.</summary>
    /// <param name="place">The file, for messages.</param>
    /// <param name="labels">The class index of each row.</param>
    /// <returns>What was read otherwise than it is written, one line each; see <see cref="LabelSpelling"/>.</returns>
    /// <exception cref="InvalidInputException">It is uncertain whether labels name the same class.</exception>
    public IReadOnlyList<string> Merge(string place, Span<int> labels)
    {
        string[] names = LabelSpelling.Read(place, _names, out IReadOnlyList<string> notes);
        _names = [.. names.Distinct()];
        Dictionary<string, int> indices = _names.Index().ToDictionary(one => one.Item, one => one.Index, StringComparer.Ordinal);
        foreach (ref int label in labels)
            label = indices[names[label]];
        return notes;
    }

    /// <summary>
    /// Sorts the classes, numerically if all are integers and otherwise ordinally, and renumbers the labels to match.
    /// </summary>
    public string[] Sort(Span<int> labels)
    {
        int[] order = [.. Enumerable.Range(0, Count)];
        bool numeric = _names.TrueForAll(name => TryParse(name, out _));
        Array.Sort(
            order,
            (a, b) => numeric && Number(a) != Number(b) ? Number(a).CompareTo(Number(b)) : string.CompareOrdinal(_names[a], _names[b])
        );
        int[] position = new int[Count];
        for (int i = 0; i < order.Length; i++)
            position[order[i]] = i;
        foreach (ref int label in labels)
            label = position[label];
        return [.. order.Select(index => _names[index])];

        long Number(int index) => TryParse(_names[index], out long number) ? number : 0;
    }

    /// <summary>
    /// Finds a class that does not fit, where at least two others are numbers: a missing value, or a word on the last row only, such as a total.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="firstRows">The row on which each class first occurs.</param>
    /// <returns>The index and the name of the class; null if all fit.</returns>
    public (int Index, string Name)? FindMisfit(int rows, IReadOnlyList<int> firstRows)
    {
        int[] words = [.. Enumerable.Range(0, Count).Where(index => !TryParse(_names[index], out _))];
        if (words.Length == 0 || Count - words.Length < 2)
            return null;
        int misfit = Array.Find(words, index => OddNumber.IsMissing(_names[index]));
        if (OddNumber.IsMissing(_names[misfit]))
            return (misfit, _names[misfit]);
        return words is [var only] && rows > ManyRows && firstRows[only] == rows - 1 ? (only, _names[only]) : null;
    }

    /// <summary>Returns the name of the class that a label stands for: <c>5</c> for <c>5.0</c>.</summary>
    public static string NameOf(string label) => Name(Encoding.UTF8.GetBytes(label), label, decimalComma: false);

    // Some programs write class 5 as "5.0", "5.000e+00" or "+5".
    private static string Name(ReadOnlySpan<byte> label, ReadOnlySpan<char> text, bool decimalComma) =>
        text.ContainsAny('.', ',', '+')
        && CellParser.TryParse(label, decimalComma, out double number)
        && double.IsInteger(number)
        && Math.Abs(number) < 1e9
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : text.ToString();

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
