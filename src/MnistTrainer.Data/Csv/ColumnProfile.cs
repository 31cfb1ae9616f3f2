namespace MnistTrainer.Data;

/// <summary>Statistics of the cells of one column, used to distinguish labels, row numbers and pixels.</summary>
/// <param name="decimalComma">Whether a comma is a decimal comma.</param>
internal sealed class ColumnProfile(bool decimalComma)
{
    /// <summary>The share of cells that are nearly all.</summary>
    public const double NearlyAll = 0.95;

    private readonly Dictionary<string, int> _counts = [];
    private int _count;
    private int _words;
    private int _empty;
    private int _increments;
    private bool _hasFraction;
    private double _last = double.NaN;
    private double _largest;
    private double _smallest;

    /// <summary>Whether most cells are not numbers.</summary>
    public bool IsText => _words * 2 > _count;

    /// <summary>The number of distinct cells.</summary>
    public int Distinct => _counts.Count;

    /// <summary>Whether cells could be classes: words or integers, and most rows have one.</summary>
    public bool CouldBeLabel => !_hasFraction && _empty * 2 <= _count;

    /// <summary>The smallest and the largest number; 0 without numbers.</summary>
    public (double Smallest, double Largest) Range => (_smallest, _largest);

    /// <summary>Whether all cells are 0 or 1.</summary>
    public bool IsBinary => _words + _empty == 0 && !_hasFraction && _smallest >= 0 && _largest <= 1;

    /// <summary>The fraction of the most frequent cell, 0 to 1.</summary>
    public double ModeShare => _count == 0 ? 0 : (double)Mode.Value / _count;

    /// <summary>Whether cells look like a pixel in an image corner: nearly all the same, or mostly black or white.</summary>
    public bool IsBackground => ModeShare >= NearlyAll || (ModeShare > 0.6 && IsPaper(Mode.Key));

    /// <summary>Whether cells look like class numbers with few gaps: at least three distinct values, none above twice their number.</summary>
    public bool HasDenseClasses => Distinct >= 3 && !IsText && !_hasFraction && _largest <= 2 * Distinct;

    /// <summary>Whether each cell is the previous one plus 1, over at least three rows.</summary>
    public bool CountsRows => _count >= 3 && _increments == _count - 1;

    /// <summary>Whether cells are row numbers: a count, or distinct integers of which some are larger than any pixel.</summary>
    public bool NumbersRows => CountsRows || (Distinct == _count && _words == 0 && !_hasFraction && _largest > PixelScale.Largest);

    /// <summary>Whether all cells are black or white.</summary>
    public bool IsBlackOrWhite => _counts.Keys.All(cell => cell is "0" or "255");

    private KeyValuePair<string, int> Mode => _counts.MaxBy(pair => pair.Value);

    /// <summary>Adds a cell.</summary>
    public void Add(string cell)
    {
        _count++;
        // A column with more distinct cells than this is not a label; the exact number does not matter.
        if (_counts.Count < ClassIndex.MaximumClasses || _counts.ContainsKey(cell))
            _counts[cell] = _counts.GetValueOrDefault(cell) + 1;
        if (cell.Length == 0)
        {
            _empty++;
            return;
        }

        if (!CellParser.TryParse(cell, decimalComma, out double number))
        {
            // A number that is written in a way that is not read is an error, not a word.
            _words += OddNumber.Describe(cell) is null ? 1 : 0;
            return;
        }

        _hasFraction |= !double.IsInteger(number);
        _increments += number == _last + 1 ? 1 : 0;
        _last = number;
        _largest = Math.Max(_largest, number);
        _smallest = Math.Min(_smallest, number);
    }

    /// <summary>Profiles a column of a sample.</summary>
    public static ColumnProfile Of(IEnumerable<string> cells, bool decimalComma)
    {
        ColumnProfile profile = new(decimalComma);
        foreach (string cell in cells)
            profile.Add(cell);
        return profile;
    }

    // Black or white, or below 0 where pixels are centered.
    private bool IsPaper(string cell) => CellParser.TryParse(cell, decimalComma, out double number) && number is <= 0 or PixelScale.Largest;
}
