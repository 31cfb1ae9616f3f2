using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Dates, months, times and durations, which are not read: a network would take the text of each for a value of its own, or 20200101 for a quantity.</summary>
internal static partial class DateTexts
{
    // Fewer numbers may look like dates by chance.
    private const int FewestDates = 3;
    private const int FewestMonths = 5;

    /// <summary>Returns what texts are, and whether they could be numbers as well; null if they are no dates.</summary>
    public static (string Reason, bool AreNumbers)? Describe(string[] texts)
    {
        if (AreMostly(texts, text => Date().IsMatch(text) || Duration().IsMatch(text)))
            return (
                Array.TrueForAll(texts, text => CodeTexts.IsVersion(text))
                    ? "dates or versions, which are not read"
                    : "dates or times, which are not read",
                false
            );
        if (
            Array.TrueForAll(texts, text => MonthAndYear().IsMatch(text))
            || (texts.Length >= FewestMonths && Array.TrueForAll(texts, text => YearAndMonth().IsMatch(text)))
        )
            return ($"months such as {texts[0]}, which are not read", true);
        return texts.Length >= FewestDates && Array.TrueForAll(texts, IsCompactDate)
            ? ($"dates such as {texts[0]}, which are not read", true)
            : null;
    }

    // In English, German, French, Spanish and Italian; other words before four digits are names, such as Type 1000.
    private const string Month =
        @"(?i:jan(uary|uar|vier|v)?|ene(ro)?|gen(naio)?|feb(ruary|ruar|rero|braio)?|f[eé]vr?(ier)?|mar(ch|s|zo)?|märz?|apr(il|ile)?|abr(il)?|avr(il)?"
        + @"|may(o)?|mai|maggio|mag|june?|juni?|juin|junio|giu(gno)?|july?|juli?|juil(let)?|julio|lug(lio)?|aug(ust)?|ao[uû]t|ago(sto)?"
        + @"|sept?(ember|embre|iembre)?|set(tembre)?|o[ck]t(ober|obre|ubre)?|ott(obre)?|nov(ember|embre|iembre)?|de[cz](ember)?|d[eé]c(embre)?|dic(iembre|embre)?)";

    // Nine of ten.
    private static bool AreMostly(string[] texts, Func<string, bool> isOne)
    {
        int others = 0;
        return Array.TrueForAll(texts, text => isOne(text) || ++others * 10 <= texts.Length);
    }

    private static bool IsCompactDate(string text) =>
        CompactDate().IsMatch(text) && DateOnly.TryParseExact(text, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})( \d{1,2}:\d{2}.*)?"
            + @"|\d{1,3}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?(Z|[+-]\d{2}:?\d{2})?|\d{1,2} ?[AaPp]\.?[Mm]\.?"
            + @"|\d{1,2}[-/]\d{4}|(19|20)\d{2}[-/](0[1-9]|1[0-2])|\d{4}-?W\d{2}(-?\d)?|\d{8}T\d{4,6}Z?"
            + @"|([A-Za-z]{3,9},? )?\d{1,2}\.?[ -]"
            + Month
            + @"\.?[ -]\d{2,4}( \d{1,2}:\d{2}.*)?|([A-Za-z]{3,9},? )?"
            + Month
            + @"\.? \d{1,2},? \d{4}( \d{1,2}:\d{2}.*)?|[A-Za-z]{3} [A-Za-z]{3} +\d{1,2} \d{1,2}:\d{2}.*|"
            + Month
            + @"\.?[ -]\d{4})$"
    )]
    private static partial Regex Date();

    // P1DT2H, 2 days 03:00:00, 1h 30m.
    [GeneratedRegex(
        @"^-?(P(?=.)(\d+[YMWD])*(T(\d+(\.\d+)?[HMS])+)?|\d+ days?,? \d{1,2}:\d{2}(:\d{2}(\.\d+)?)?|(\d+ ?(d|h|hrs?|hours?) ?)+\d+ ?(m|min|mins|minutes?|s|sec)( ?\d+ ?(s|sec))?)$"
    )]
    private static partial Regex Duration();

    [GeneratedRegex(@"^(0?[1-9]|1[0-2])\.(19|20)\d{2}$")]
    private static partial Regex MonthAndYear();

    [GeneratedRegex(@"^(19|20)\d{2}\.?(0[1-9]|1[0-2])$")]
    private static partial Regex YearAndMonth();

    [GeneratedRegex(@"^(19|20)\d{6}$")]
    private static partial Regex CompactDate();
}
