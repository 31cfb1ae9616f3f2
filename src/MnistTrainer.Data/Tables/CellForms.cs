using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Forms of texts that are no quantities, whatever else a column holds: dates, codes and the names of rows.</summary>
internal static partial class CellForms
{
    // Fewer rows may be numbered by chance.
    private const int FewRows = 10;

    /// <summary>Whether nearly all texts are dates or times.</summary>
    public static bool AreDates(ColumnTexts texts) => texts.Values.Count(text => Date().IsMatch(text)) * 10 >= texts.Distinct * 9;

    /// <summary>Whether a text is a whole number, of any length.</summary>
    public static bool IsWholeNumber(string text) => WholeNumber().IsMatch(text);

    /// <summary>Whether all texts are whole numbers, some of them with leading zeros.</summary>
    public static bool HaveLeadingZeros(ColumnTexts texts) =>
        texts.Values.Any(text => PaddedNumber().IsMatch(text)) && texts.Values.All(IsWholeNumber);

    /// <summary>Whether a column has a name such as <c>id</c> or <c>customerID</c>.</summary>
    public static bool IsIdName(string name) => (name.Length > 0 && CsvHeader.IsIndex(name)) || IdName().IsMatch(name);

    /// <summary>Whether the cells count the rows, from 0 or 1.</summary>
    public static bool CountRows(ColumnTexts texts)
    {
        if (texts.Distinct <= FewRows || texts.Distinct != texts.Column.Count)
            return false;
        return long.TryParse(texts.Column[0], out long first)
            && first is 0 or 1
            && !Enumerable
                .Range(0, texts.Column.Count)
                .Any(row => !long.TryParse(texts.Column[row], out long number) || number != first + row);
    }

    /// <summary>Whether each row has a whole number of its own that counts the rows, or whose column has the name of an id.</summary>
    public static bool NameRows(ColumnTexts texts) =>
        CountRows(texts)
        || (
            IsIdName(texts.Column.Name)
            && texts.Distinct == texts.Count
            && texts.Count > FewRows
            && Array.TrueForAll(texts.Values, IsWholeNumber)
        );

    [GeneratedRegex(@"^[+-]?\d+$")]
    private static partial Regex WholeNumber();

    [GeneratedRegex(@"^0\d+$")]
    private static partial Regex PaddedNumber();

    // customerID, passenger_id, Order Id.
    [GeneratedRegex(@"[a-z]I[dD]$|[ _.\-](?i:id)$|^(?i:[a-z]{2,}er_?id|uuid|guid)$")]
    private static partial Regex IdName();

    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})( \d{1,2}:\d{2}.*)?|\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?"
            + @"|\d{1,2}[ -][A-Za-z]{3,9}[ -]\d{2,4}|[A-Za-z]{3,9} \d{1,2},? \d{4})$"
    )]
    private static partial Regex Date();
}
