namespace MnistTrainer.Data;

/// <summary>What the cells of one column look like, from which labels, row numbers and pixels are told apart.</summary>
/// <param name="decimalComma">Whether a comma is a decimal comma.</param>
internal sealed class ColumnProfile(bool decimalComma)
{
    private readonly Dictionary<string, int> _counts = [];
    private int _count;
    private int _words;
    private int _counting;
    private bool _hasFraction;
    private double _last = double.NaN;
    private double _largest;

    /// <summary>Whether most cells are no numbers.</summary>
    public bool IsText => _words * 2 > _count;

    /// <summary>The number of different cells.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Whether cells could be classes: words or whole numbers.</summary>
    public bool CouldBeLabel => !_hasFraction;

    /// <summary>The share of the commonest cell, 0 to 1.</summary>
    public double ModeShare => _count == 0 ? 0 : (double)Mode.Value / _count;

    /// <summary>Whether cells are alike as they are in an image's corner: nearly all the same, or most of them black or white.</summary>
    public bool IsBackground => ModeShare >= 0.95 || (ModeShare > 0.6 && Mode.Key is "0" or "255");

    /// <summary>Whether cells are numbered as classes are, with few gaps: at least three, and none above twice as many.</summary>
    public bool HasDenseClasses => Distinct >= 3 && !IsText && !_hasFraction && _largest <= 2 * Distinct;

    /// <summary>Whether each cell is the one before and one more, over at least three rows.</summary>
    public bool CountsRows => _count >= 3 && _counting == _count - 1;

    /// <summary>Whether each cell is a different whole number and some are larger than any pixel.</summary>
    public bool NumbersRows => CountsRows || (Distinct == _count && _words == 0 && !_hasFraction && _largest > PixelScale.Largest);

    /// <summary>Whether all cells are black or white.</summary>
    public bool IsBlackOrWhite => _counts.Keys.All(cell => cell is "0" or "255");

    private KeyValuePair<string, int> Mode => _counts.MaxBy(pair => pair.Value);

    /// <summary>Looks at one more cell.</summary>
    public void Add(string cell)
    {
        _count++;
        // A column of more different cells than this is no label; the exact number does not matter.
        if (_counts.Count < ClassIndex.MostClasses || _counts.ContainsKey(cell))
            _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
        if (!PixelCell.TryParse(cell, decimalComma, out double number))
        {
            _words++;
            return;
        }

        _hasFraction |= !double.IsInteger(number);
        _counting += number == _last + 1 ? 1 : 0;
        _last = number;
        _largest = Math.Max(_largest, number);
    }

    /// <summary>Profiles a column of a sample.</summary>
    public static ColumnProfile Of(IEnumerable<string> cells, bool decimalComma)
    {
        ColumnProfile profile = new(decimalComma);
        foreach (string cell in cells)
            profile.Add(cell);
        return profile;
    }
}
