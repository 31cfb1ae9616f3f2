namespace MnistTrainer.Data;

/// <summary>
/// Whether the numbers of a table are written with the decimal marks of the table that was trained on: where <c>131.000</c> may be 131 or 131,000, another cell of the column
/// or of the table may show which; otherwise it is read as in training, which is noted.
/// </summary>
/// <param name="schema">The columns of the table that was trained on.</param>
internal sealed class DecimalMarkEvidence(TableSchema schema)
{
    private readonly Dictionary<string, Doubt> _doubts = new(StringComparer.Ordinal);

    // Columns with a number that can be read with the mark of training alone, and these marks.
    private readonly Dictionary<string, char> _certain = new(StringComparer.Ordinal);
    private bool _hasDecimalCommas;

    /// <summary>Adds the numbers of a column.</summary>
    /// <param name="column">The column of the table that was trained on.</param>
    /// <param name="table">The table, or a part of it.</param>
    /// <param name="source">The column in it.</param>
    public void Add(SchemaColumn column, TextTable table, TextColumn source)
    {
        if (source.HasDecimalPoints)
            return;
        int[]? counts = null;
        for (int i = 0; i < source.Texts.Count && !_certain.ContainsKey(column.Name); i++)
        {
            string text = source.Texts[i];
            double value = HasMark(text) ? column.Format.ValueOf(text) : double.NaN;
            if (double.IsNaN(value))
                continue;
            double[] others = ReadingsOf(text, column.Format);
            if (others.Length == 0)
            {
                _certain.Add(column.Name, column.Format.DecimalMark);
            }
            else if (Array.Find(others, other => !other.Equals(value)) is not 0 and double other)
            {
                counts ??= source.CountTexts();
                Add(new Doubt(column, source.Name, text, table.PlaceOf(source, i), value, other, counts[i]));
            }
        }

        _hasDecimalCommas |= counts is not null && NumberFormatFinder.HasDecimalCommas(table);
    }

    /// <summary>Adds what was found in further rows of the same table.</summary>
    public void Add(DecimalMarkEvidence further)
    {
        foreach (Doubt doubt in further._doubts.Values)
            Add(doubt);
        foreach ((string column, char mark) in further._certain)
            _certain[column] = mark;
        _hasDecimalCommas |= further._hasDecimalCommas;
    }

    /// <summary>A line for each column whose numbers may be others.</summary>
    public IEnumerable<string> Lines() =>
        _doubts.Values.Where(doubt => !_certain.ContainsKey(doubt.Column.Name) && IsOpen(doubt)).Select(Describe);

    private void Add(Doubt doubt) =>
        _doubts[doubt.Column.Name] = _doubts.TryGetValue(doubt.Column.Name, out Doubt? first)
            ? first with
            {
                Cells = first.Cells + doubt.Cells,
            }
            : doubt;

    // Semicolons may separate cells with either mark.
    private bool IsOpen(Doubt doubt)
    {
        char mark = doubt.Column.Format.DecimalMark;
        bool showsOther = mark == '.' ? _hasDecimalCommas || _certain.ContainsValue(',') : _certain.ContainsValue('.');
        return showsOther || !(_certain.ContainsValue(mark) || IsUsual(doubt));
    }

    // A point is the decimal mark, but for tables with decimal commas and columns that had none.
    private bool IsUsual(Doubt doubt) =>
        doubt.Column is { Format.DecimalMark: '.', HasWholeNumbers: false }
        && doubt.Text.Contains('.', StringComparison.Ordinal)
        && schema.Columns.Append(schema.Label).All(column => column.Format.DecimalMark == '.');

    private static double[] ReadingsOf(string text, NumberFormat format) =>
        [
            .. NumberFormat
                .All.Where(other => other.DecimalMark != format.DecimalMark)
                .Select(other => (other with { Unit = format.Unit }).ValueOf(text))
                .Where(double.IsFinite),
        ];

    private static bool HasMark(string text) => PlainText.Of(text).AsSpan().ContainsAny('.', ',');

    private static string Describe(Doubt doubt)
    {
        string other = doubt.Column.Format.DecimalMark == '.'
                ? "as in training; with a decimal comma, it is"
                : "as in training; with a decimal point, it is",
            cells = doubt.Cells == 1 ? "" : FormattableString.Invariant($" ({doubt.Cells:N0} such cells)");
        return FormattableString.Invariant(
            $"{doubt.Source}: \"{doubt.Text}\" in {doubt.Place} is read as {doubt.Value}, {other} {doubt.Other}{cells}"
        );
    }

    private sealed record Doubt(SchemaColumn Column, string Source, string Text, string Place, double Value, double Other, long Cells);
}
