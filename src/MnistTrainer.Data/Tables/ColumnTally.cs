using System.Text;

namespace MnistTrainer.Data;

/// <summary>
/// The texts of a column whose cells are not in memory, counted. Where they are too many, a sample of them is (bottom-k sampling, Cohen and Kaplan 2007): those with the smallest
/// hashes, each with all of its cells; also the first of every form (<see cref="TextForm"/>), whatever may be missing, and the smallest and the largest number, so that what a sample
/// does not show is rare in form and in number.
/// </summary>
/// <param name="missing">Texts that may stand for a missing value.</param>
/// <param name="merged">Receives the cells as long as they may be merged ones.</param>
internal sealed class ColumnTally(TallyTexts missing, MergedCells merged)
{
    private const int LongestForm = 64;

    // However long they are.
    private const int LeastDrawn = 8;

    // Of fewer groups of numbers that become the same float, texts are left out rather than groups.
    private const int LeastGroups = 64;

    private Dictionary<string, CountedText> _counted = new(StringComparer.Ordinal);
    private CountedText[] _all = [];
    private CountedText? _smallest;
    private CountedText? _largest;
    private (double Smallest, double Largest) _range = (double.PositiveInfinity, double.NegativeInfinity);
    private readonly HashSet<ulong> _forms = [];
    private readonly HashSet<ulong> _kept = [];
    private readonly Dictionary<CountedText, CountedText> _codes = [];
    private TextHashes _within = new(ulong.MaxValue, ulong.MaxValue);
    private (int Texts, long Bytes) _most = (int.MaxValue, long.MaxValue);
    private readonly NumberGuess _numbers = new();
    private char[] _cell = new char[64];
    private double? _last;
    private double? _step;
    private bool _isSteady = true;

    /// <summary>The number of cells.</summary>
    public int Cells { get; private set; }

    /// <summary>Whether the texts are a sample of all.</summary>
    public bool IsSampled { get; private set; }

    /// <summary>About how much memory the texts take, in bytes.</summary>
    public long Memory { get; private set; }

    /// <summary>The different texts, in the order of their first cells.</summary>
    public IReadOnlyList<string> Texts => field ??= Array.ConvertAll(_all, one => one.Text);

    /// <summary>The number of cells of each text.</summary>
    public int[] Counts => Array.ConvertAll(_all, one => one.Count);

    /// <summary>The number of different texts; of a sample, an estimate by how many cells a text has on average, exact where each has one.</summary>
    public long Distinct
    {
        get
        {
            if (!IsSampled)
                return _all.Length;
            CountedText[] drawn = Array.FindAll(_all, one => one.Hashes.AreWithin(_within));
            CountedText[] others = Array.FindAll(_all, one => !one.Hashes.AreWithin(_within));
            long cells = Cells - others.Sum(one => (long)one.Count),
                sampled = drawn.Sum(one => (long)one.Count);
            return others.Length
                + (
                    drawn.Length == 0 ? 0
                    : sampled == drawn.Length ? cells
                    : Math.Min(cells - 1, (long)Math.Round((double)cells * drawn.Length / sampled))
                );
        }
    }

    /// <summary>Whether each text of the column always has the same label beside it, and each label the same text.</summary>
    public bool IsCode { get; private set; } = true;

    /// <summary>Whether the cells were merged in a spreadsheet.</summary>
    public MergedCells Merged => merged;

    /// <summary>Where the first cell of a text is.</summary>
    public long FirstPlaceOf(int text) => _all[text].First;

    /// <summary>By what the numbers change from each row to the next, where that is always the same; otherwise null.</summary>
    /// <param name="format">How they are written.</param>
    public double? StepOf(NumberFormat format)
    {
        if (IsSampled)
            return _isSteady ? _step : null;
        return _all.Length < Cells ? null : RowCount.StepOf([.. _all.Select(one => format.ValueOf(one.Text))]);
    }

    /// <summary>Adds a cell.</summary>
    /// <param name="cell">In UTF-8.</param>
    /// <param name="place">Its line, or the number of its value.</param>
    /// <returns>What is counted of its text; null where a sample leaves it out.</returns>
    public CountedText? Add(ReadOnlySpan<byte> cell, long place)
    {
        // As long as the longest cell so far: a new one for each would be memory that is free only later.
        if (_cell.Length < cell.Length)
            _cell = new char[Math.Max(cell.Length, Math.Min(2 * _cell.Length, Array.MaxLength))];
        ReadOnlySpan<char> text = _cell.AsSpan(0, Encoding.UTF8.GetChars(cell, _cell));
        if (!Ascii.IsValid(text))
            text = CanonicalText.Of(text.ToString());
        Cells++;
        if (_isSteady)
            FindDifference(text);
        if (merged.IsPossible)
            merged.Add(text);
        return IsSampled ? AddToSample(text, place) : AddExactly(text, place);
    }

    /// <summary>Notes the label of the row whose cell was added last.</summary>
    /// <param name="cell">What is counted of the cell's text.</param>
    /// <param name="label">What is counted of the label, which is a class.</param>
    public void Pair(CountedText? cell, CountedText? label)
    {
        if (!IsCode)
            return;
        if (cell is null || label is null || IsSampled)
        {
            IsCode = false;
            return;
        }

        cell.Partner ??= label;
        _codes.TryAdd(label, cell);
        IsCode = cell.Partner == label && _codes[label] == cell && _codes.Count <= TableSchema.MostClasses;
    }

    /// <summary>Counts a sample of the texts from now on.</summary>
    /// <param name="texts">The most texts of it.</param>
    /// <param name="bytes">The most memory.</param>
    public void Sample(int texts, long bytes)
    {
        (IsSampled, _most) = (true, (texts, bytes));
        // How numbers are written shows in all of them; only then are they numbers.
        foreach (CountedText one in _counted.Values)
            _numbers.Read(one.Text);
        foreach (CountedText one in _counted.Values)
        {
            double? number = _numbers.Read(one.Text);
            one.Hashes = TextHashes.Of(one.Text, number);
            Extend(one, number);
            one.Stays = IsToKeep(one.Text, number);
            if (one.Stays)
                _kept.Add(one.Hashes.Text);
        }

        Shrink();
    }

    /// <summary>Ends counting.</summary>
    public void Finish()
    {
        if (_smallest is not null)
            _counted.TryAdd(_smallest.Text, _smallest);
        if (_largest is not null)
            _counted.TryAdd(_largest.Text, _largest);
        _all = [.. _counted.Values.OrderBy(one => one.First)];
        _counted = [];
        _codes.Clear();
    }

    private CountedText AddExactly(ReadOnlySpan<char> text, long place)
    {
        if (_counted.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out CountedText? known))
        {
            known.Count++;
            return known;
        }

        return AddNew(text, place, default);
    }

    private CountedText? AddToSample(ReadOnlySpan<char> text, long place)
    {
        double? number = _numbers.Read(text);
        var hashes = TextHashes.Of(text, number);
        bool isDrawn = hashes.AreWithin(_within);
        if (
            (isDrawn || _kept.Contains(hashes.Text))
            && _counted.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out CountedText? known)
        )
        {
            known.Count++;
            return known;
        }

        bool isToKeep = IsToKeep(text, number);
        if (isToKeep || isDrawn)
        {
            CountedText added = AddNew(text, place, hashes);
            added.Stays = isToKeep;
            if (isToKeep)
                _kept.Add(hashes.Text);
            Extend(added, number);
            if (_counted.Count > _most.Texts || Memory > _most.Bytes)
                Shrink();
            return added;
        }

        if (number < _range.Smallest || number > _range.Largest)
            Extend(new CountedText(text.ToString(), place, hashes), number);
        return null;
    }

    private CountedText AddNew(ReadOnlySpan<char> text, long place, TextHashes hashes)
    {
        CountedText added = new(text.ToString(), place, hashes);
        _counted.Add(added.Text, added);
        Memory += added.Memory;
        return added;
    }

    private void Extend(CountedText text, double? number)
    {
        if (number < _range.Smallest)
            (_range.Smallest, _smallest) = (number.Value, text);
        if (number > _range.Largest)
            (_range.Largest, _largest) = (number.Value, text);
    }

    // Down to half, so that it is seldom done.
    private void Shrink()
    {
        while (
            _within.Text > 0 && _counted.Count - _kept.Count > LeastDrawn && (_counted.Count > _most.Texts / 2 || Memory > _most.Bytes / 2)
        )
        {
            ulong half = _within.Group / 2;
            int groups = _counted.Values.Where(one => one.Hashes.Group <= half).Select(one => one.Hashes.Group).Distinct().Count();
            _within = groups >= LeastGroups ? _within with { Group = half } : _within with { Text = _within.Text / 2 };
            foreach (CountedText one in _counted.Values.Where(one => !one.Stays && !one.Hashes.AreWithin(_within)).ToArray())
            {
                _counted.Remove(one.Text);
                Memory -= one.Memory;
            }
        }
    }

    // What may be missing, and the first text of every form.
    private bool IsToKeep(ReadOnlySpan<char> text, double? number) =>
        missing.Contains(text)
        || (number is double value && MissingNumber.IsOfNines(value))
        || (text.Length <= LongestForm && _forms.Count < Math.Min(1000, _most.Texts / 4) && _forms.Add(TextForm.HashOf(text)));

    private void FindDifference(ReadOnlySpan<char> text)
    {
        double? number = _numbers.Read(text);
        if (number is null || !double.IsInteger(number.Value))
        {
            _isSteady = false;
            return;
        }

        double? step = number - _last;
        _isSteady = step is null || (step != 0 && (_step is null || _step == step));
        (_step, _last) = (step ?? _step, number);
    }
}
