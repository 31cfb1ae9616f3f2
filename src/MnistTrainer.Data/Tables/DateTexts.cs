using System.Globalization;
using System.Text.RegularExpressions;

namespace MnistTrainer.Data;

/// <summary>Dates, months, times and durations, which are not read: a network would take the text of each for a value of its own, or 20200101 for a quantity.</summary>
internal static partial class DateTexts
{
    // Fewer numbers may look like dates by chance.
    private const int FewestDates = 3;
    private const int FewestMonths = 5;
    private const int FewestWeeks = 12;
    private const int FewestShortDates = 8;

    /// <summary>Returns what texts are, and whether they could be numbers as well; null if they are no dates.</summary>
    public static (string Reason, bool AreNumbers)? Describe(string[] texts)
    {
        texts = Array.ConvertAll(texts, text => PlainText.Of(text).Trim());
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
        if (texts.Length >= FewestWeeks && Array.TrueForAll(texts, text => YearAndWeek().IsMatch(text)))
            return ($"weeks such as {texts[0]}, which are not read", true);
        if (texts.Length >= FewestWeeks && Array.TrueForAll(texts, text => YearAndDay().IsMatch(text)))
            return ($"days such as {texts[0]}, which are not read", true);
        bool areDates =
            (texts.Length >= FewestDates && Array.TrueForAll(texts, IsCompactDate))
            || (texts.Length >= FewestShortDates && Array.TrueForAll(texts, text => IsDate(text, "yyMMdd")));
        return areDates ? ($"dates such as {texts[0]}, which are not read", true) : null;
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

    // With the time of day, too: 20240305143000.
    private static bool IsCompactDate(string text) =>
        CompactDate().IsMatch(text) && (IsDate(text, "yyyyMMdd") || IsDate(text, "yyyyMMddHHmm") || IsDate(text, "yyyyMMddHHmmss"));

    private static bool IsDate(string text, string format) =>
        DateTime.TryParseExact(text, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    [GeneratedRegex(
        @"^(\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]\d{1,2}:\d{2}.*)?|\d{1,2}[-/.]\d{1,2}[-/.](\d{2}|\d{4})( \d{1,2}:\d{2}.*)?"
            + @"|\d{1,3}:\d{2}(:\d{2}([.,]\d+)?)?( ?[AaPp]\.?[Mm]\.?)?(Z|[+-]\d{2}:?\d{2})?|\d{1,2} ?[AaPp]\.?[Mm]\.?"
            + @"|\d{1,2}[-/]\d{4}|(19|20)\d{2}[-/](0[1-9]|1[0-2])|\d{4}-?W\d{2}(-?\d)?|\d{8}T\d{4,6}Z?"
            // 2024년 3월 5일, 令和6年3月, 3月5日; 2024. 3. 5. 오후 3:05.
            + @"|\p{L}{0,2}\d{1,4} ?[年년] ?\d{1,2} ?[月월]( ?\d{1,2} ?[日일号])?(\W.*)?|\d{1,2} ?[月월] ?\d{1,2} ?[日일号](\W.*)?"
            + @"|\d{4}\. ?\d{1,2}\. ?\d{1,2}\.?( .*)?"
            + @"|(오전|오후|上午|下午|午前|午後) ?\d{1,2}:\d{2}(:\d{2})?|((오전|오후|上午|下午|午前|午後) ?)?\d{1,2} ?[時时点시] ?\d{1,2} ?[分분]( ?\d{1,2} ?[秒초])?"
            // 5 de março de 2024, 5 марта 2024 г.: whatever the language, a day, a word and a year.
            + @"|\d{1,2}\.? (de )?\p{L}{3,12}\.?,? (de )?(19|20)\d{2}( г\.?)?"
            + @"|([A-Za-z]{3,9},? )?\d{1,2}\.?[ -]"
            + Month
            + @"\.?[ -]\d{2,4}( \d{1,2}:\d{2}.*)?|([A-Za-z]{3,9},? )?"
            + Month
            + @"\.?[ -]\d{1,2}(st|nd|rd|th)?[,-]? ?\d{4}( \d{1,2}:\d{2}.*)?|[A-Za-z]{3} [A-Za-z]{3} +\d{1,2} \d{1,2}:\d{2}.*|"
            + Month
            // 1-Mar and Jan-24, as spreadsheets show days and months.
            + @"\.?[ -]\d{4}|\d{1,2}-"
            + Month
            + @"|"
            + Month
            + @"-\d{2})$"
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

    [GeneratedRegex(@"^(19|20)\d{2}(0[1-9]|[1-4]\d|5[0-3])$")]
    private static partial Regex YearAndWeek();

    [GeneratedRegex(@"^(19|20)\d{2}(00[1-9]|0[1-9]\d|[12]\d{2}|3[0-5]\d|36[0-6])$")]
    private static partial Regex YearAndDay();

    [GeneratedRegex(@"^(19|20)\d{6}(\d{4}|\d{6})?$")]
    private static partial Regex CompactDate();
}
