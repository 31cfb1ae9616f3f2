using System.Globalization;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Data;

/// <summary>What a user should know about a label that is trained on all the same.</summary>
internal static class LabelNotes
{
    private const int MostShown = 3;

    // Fewer rows may be numbered by chance.
    private const int FewRows = 10;

    /// <summary>Returns a line for each finding.</summary>
    /// <param name="texts">The different labels.</param>
    /// <param name="label">How it is read.</param>
    /// <param name="isStated">Whether a user states what it is.</param>
    public static IEnumerable<string> Of(ColumnTexts texts, ColumnReport label, bool isStated)
    {
        if (label.Column.Kind != ColumnKind.Number)
            return OfClasses(texts);
        if (!isStated && NameRows(texts, label))
            return
            [
                $"{texts.Column.Name}: a different whole number in every row, as the numbers or ids of rows are; is it what is to be predicted?",
            ];
        return OfSkewedNumbers(texts, label);
    }

    /// <summary>Returns a line for each column that is perhaps a copy of the label.</summary>
    /// <param name="label">How the label is read.</param>
    /// <param name="columns">The columns.</param>
    public static IEnumerable<string> OfCopies(ColumnReport label, IEnumerable<ColumnReport> columns) =>
        columns.Select(column =>
            $"{column.Column.Name} determines the label {label.Column.Name} exactly; leave it out if it is only known together with the label"
        );

    // Numbers that count from 0 or 1, whole ones of a column that is named like an id, or very long ones.
    private static bool NameRows(ColumnTexts texts, ColumnReport label) =>
        texts.Count > FewRows
        && texts.Distinct == texts.Count
        && (
            (label.Smallest is 0 or 1 && texts.Missing == 0 && RowCount.StepOf(texts.Column, label.Column.Format) == 1)
            || (ColumnFinder.IsNamedId(texts.Column) && ColumnFinder.AreWhole(texts))
            || LongNumbers.AreMost(texts.Values)
        );

    private static IEnumerable<string> OfSkewedNumbers(ColumnTexts texts, ColumnReport label)
    {
        if (label.Smallest is not > 0)
            yield break;
        double skewness = Skewness.Of([.. texts.Values.Select((text, i) => (label.Column.Format.ValueOf(text), texts.Counts[i]))]);
        if (skewness > Skewness.Large)
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{texts.Column.Name}: positive and skewed (skewness {skewness:F1}), so large numbers decide about the error; if relative errors matter, write a column with its logarithm, and train on that"
            );
    }

    private static IEnumerable<string> OfClasses(ColumnTexts texts)
    {
        string name = texts.Column.Name;
        if (AlikeTexts.Describe(texts.Values) is { Length: > 0 } alike)
            yield return $"{name}: {alike}, and are different classes";
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
