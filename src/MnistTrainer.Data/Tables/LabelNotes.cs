using System.Globalization;

namespace MnistTrainer.Data;

/// <summary>What a user should know about a label that is trained on all the same.</summary>
internal static class LabelNotes
{
    private const int MostShown = 3;

    /// <summary>Returns a line for each finding.</summary>
    /// <param name="column">The column.</param>
    /// <param name="label">How it is read.</param>
    /// <param name="isStated">Whether a user states what it is.</param>
    public static IEnumerable<string> Of(TextColumn column, ColumnReport label, bool isStated)
    {
        ColumnTexts texts = ColumnTexts.Of(column, MissingCell.Texts.Contains);
        if (label.Column.Kind == ColumnKind.Number)
            return isStated || !CellForms.NameRows(texts)
                ? []
                :
                [
                    $"{column.Name}: a different whole number in every row, as the numbers or ids of rows are; is it what is to be predicted?",
                ];
        return OfClasses(texts);
    }

    private static IEnumerable<string> OfClasses(ColumnTexts texts)
    {
        string name = texts.Column.Name;
        if (texts.Distinct * LabelCheck.RowsPerClass > texts.Count)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {texts.Distinct:N0} classes in {texts.Count:N0} rows; fewer than {LabelCheck.RowsPerClass} rows of a class, on average, hardly show what they share"
            );
        string[] single = [.. texts.Values.Where((_, i) => texts.Counts[i] == 1)];
        string shown = string.Join(", ", single.Take(MostShown)) + (single.Length > MostShown ? ", …" : "");
        if (single.Length > 0)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{name}: {single.Length:N0} of {texts.Distinct:N0} classes {(single.Length == 1 ? "has" : "have")} a single row, which is trained on and never tested: {shown}"
            );
    }
}
