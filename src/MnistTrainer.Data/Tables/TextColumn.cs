namespace MnistTrainer.Data;

/// <summary>The cells of one column as text. A text that occurs in many cells is stored once.</summary>
public sealed class TextColumn
{
    private readonly List<string> _texts = [];
    private readonly List<int> _cells = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);

    // Texts of cells that were written in another form of the same characters.
    private Dictionary<int, string>? _written;

    internal TextColumn(string name, string? header) => (Name, Header) = (name, header);

    /// <summary>The same column without cells.</summary>
    internal TextColumn Empty => With(tally: null);

    /// <summary>The same column with what was counted of its cells.</summary>
    internal TextColumn With(ColumnTally? tally) => new(Name, Header) { HasDecimalPoints = HasDecimalPoints, Tally = tally };

    /// <summary>The name in the header, followed by the number where others have the same; or the number from 1 where there is none.</summary>
    public string Name { get; }

    /// <summary>What stands in the header, which may be empty or repeated; null without a header.</summary>
    internal string? Header { get; }

    /// <summary>Whether its numbers are those of JSON or of Parquet, whose decimal mark is always a point. Default: false, for numbers in texts.</summary>
    internal bool HasDecimalPoints { get; init; }

    /// <summary>What was counted of cells that are not in memory; null where they are.</summary>
    internal ColumnTally? Tally { get; init; }

    /// <summary>The number of cells.</summary>
    public int Count => Tally?.Cells ?? _cells.Count;

    /// <summary>The different texts, in the order of their first cells.</summary>
    public IReadOnlyList<string> Texts => Tally?.Texts ?? _texts;

    /// <summary>The number of different texts; of a sample, an estimate.</summary>
    internal long DistinctTexts => Tally?.Distinct ?? _texts.Count;

    /// <summary>The text of a cell, of a table in memory.</summary>
    /// <param name="row">From 0.</param>
    public string this[int row] => _texts[_cells[row]];

    /// <summary>The place in <see cref="Texts"/> of the text of each cell.</summary>
    internal IReadOnlyList<int> Cells => _cells;

    /// <summary>The text of a cell as it was written: the same characters as <see cref="this"/>, perhaps in another form of Unicode.</summary>
    /// <param name="row">From 0.</param>
    internal string Written(int row) => _written?.GetValueOrDefault(row) ?? this[row];

    internal void Add(string written)
    {
        string text = CanonicalText.Of(written);
        if (!ReferenceEquals(text, written) && text != written)
            (_written ??= []).Add(_cells.Count, written);
        if (!_indices.TryGetValue(text, out int index))
        {
            index = _texts.Count;
            _indices.Add(text, index);
            _texts.Add(text);
        }

        _cells.Add(index);
    }

    /// <summary>The first row with a text.</summary>
    internal int FirstRowOf(int text) => _cells.IndexOf(text);

    /// <summary>How many cells have each of <see cref="Texts"/>.</summary>
    internal int[] CountTexts()
    {
        if (Tally is not null)
            return Tally.Counts;
        int[] counts = new int[_texts.Count];
        foreach (int cell in _cells)
            counts[cell]++;
        return counts;
    }
}
