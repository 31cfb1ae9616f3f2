using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>What is noted about the rows of a table while they are encoded, all at once or part by part.</summary>
/// <param name="schema">The columns that are read.</param>
internal sealed class EncodingNotes(TableSchema schema)
{
    private const int MostShown = 3;

    // Of more different texts, those seen later are counted and never shown.
    private const int MostTexts = 1 << 16;

    private readonly (string Name, long Missing, int Categories, long Unknown)[] _columns = new (string, long, int, long)[
        schema.Inputs.Count()
    ];
    private readonly Dictionary<string, long>?[] _texts = new Dictionary<string, long>?[schema.Inputs.Count()];
    private IReadOnlyList<string> _ofColumns = [];

    /// <summary>What is noted of the table as a whole. Default: nothing.</summary>
    public IReadOnlyList<string> OfTable { get; set; } = [];

    /// <summary>The number of rows that were encoded.</summary>
    public long Rows { get; private set; }

    /// <summary>The number of rows left out, since they have no label.</summary>
    public long Skipped { get; private set; }

    /// <summary>How the numbers are written, beside those that were trained on.</summary>
    public DecimalMarkEvidence DecimalMarks { get; } = new(schema);

    /// <summary>Adds rows.</summary>
    /// <param name="rows">How many are encoded.</param>
    /// <param name="skipped">How many have no label.</param>
    /// <param name="ofColumns">What is noted of the names of the columns.</param>
    public void AddRows(int rows, int skipped, IReadOnlyList<string> ofColumns)
    {
        _ofColumns = ofColumns;
        Rows += rows;
        Skipped += skipped;
    }

    /// <summary>Adds the cells of a column of numbers.</summary>
    public void AddNumbers(int input, string name, int missing) =>
        _columns[input] = _columns[input] with { Name = name, Missing = _columns[input].Missing + missing };

    /// <summary>Adds the cells of a column of categories.</summary>
    public void AddCategories(int input, string name, int categories, IReadOnlyDictionary<string, int> unknown)
    {
        _columns[input] = (name, 0, categories, _columns[input].Unknown + unknown.Values.Sum());
        foreach ((string text, int count) in unknown)
            Count(input, text, count);
    }

    /// <summary>Adds the notes on further rows of the same table.</summary>
    public void Add(EncodingNotes further)
    {
        AddRows((int)further.Rows, (int)further.Skipped, further._ofColumns);
        DecimalMarks.Add(further.DecimalMarks);
        for (int input = 0; input < _columns.Length; input++)
        {
            (string name, long missing, int categories, long unknown) = further._columns[input];
            _columns[input] = (name, _columns[input].Missing + missing, categories, _columns[input].Unknown + unknown);
            foreach ((string text, long count) in further._texts[input] ?? [])
                Count(input, text, count);
        }
    }

    /// <summary>The notes, a line each.</summary>
    public IEnumerable<string> Lines() =>
        [.. OfTable, .. _ofColumns, .. OfRows(), .. Enumerable.Range(0, _columns.Length).SelectMany(OfColumn), .. DecimalMarks.Lines()];

    private IEnumerable<string> OfRows()
    {
        if (Skipped > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{Skipped:N0} row{(Skipped == 1 ? "" : "s")} without a label left out"
            );
    }

    private IEnumerable<string> OfColumn(int input)
    {
        (string name, long missing, int categories, long unknown) = _columns[input];
        if (missing == Rows && missing > 0)
            yield return $"{name}: all values are missing";
        if (unknown == 0)
            yield break;
        Dictionary<string, long> texts = _texts[input]!;
        string shown = string.Join(", ", texts.OrderByDescending(pair => pair.Value).Take(MostShown).Select(pair => $"\"{pair.Key}\""));
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {unknown:N0} cell{(unknown == 1 ? " is" : "s are")} none of the {categories} categories that were trained on ({shown}{(texts.Count > MostShown ? ", …" : "")})"
        );
        if (ListTexts.Describe([.. texts.Keys, .. schema.Inputs.ElementAt(input).Categories]) is { Length: > 0 } lists)
            yield return $"{name}: {lists}";
    }

    private void Count(int input, string text, long count)
    {
        Dictionary<string, long> texts = _texts[input] ??= new(StringComparer.Ordinal);
        if (texts.TryGetValue(text, out long before) || texts.Count < MostTexts)
            texts[text] = before + count;
    }
}
