using System.Globalization;
using System.Text;

namespace MnistTrainer.Data;

/// <summary>Gives each label its class index as labels are read, and in the end puts the classes in order.</summary>
internal sealed class ClassIndex
{
    /// <summary>The most classes a table may have.</summary>
    public const int MostClasses = 65_536;

    /// <summary>The longest label in bytes.</summary>
    public const int LongestLabel = 256;

    private readonly List<string> _names = [];

    // By each spelling met: "5", "5.0".
    private readonly Dictionary<string, int> _indices = [];

    /// <summary>The number of different classes so far.</summary>
    public int Count => _names.Count;

    /// <summary>The index of a label's class, in the order of first appearance.</summary>
    /// <param name="label">At most <see cref="LongestLabel"/> bytes of UTF-8.</param>
    /// <param name="decimalComma">Whether a comma is a decimal comma.</param>
    public int Add(ReadOnlySpan<byte> label, bool decimalComma)
    {
        Span<char> text = stackalloc char[LongestLabel];
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

    /// <summary>
    /// Orders the classes, by number where all are whole numbers and else by character code, and renumbers the labels to match.
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

    // "5.0" and "5.000e+00" are what some programs make of class 5.
    private static string Name(ReadOnlySpan<byte> label, ReadOnlySpan<char> text, bool decimalComma) =>
        text.ContainsAny('.', ',')
        && PixelCell.TryParse(label, decimalComma, out double number)
        && double.IsInteger(number)
        && Math.Abs(number) < 1e9
            ? number.ToString("F0", CultureInfo.InvariantCulture)
            : text.ToString();

    private static bool TryParse(string name, out long number) =>
        long.TryParse(name, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
}
