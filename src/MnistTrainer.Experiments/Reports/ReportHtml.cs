using System.Globalization;
using System.Net;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>Pieces of the HTML of <see cref="EvaluationPage"/>: escaped texts in both languages, and numbers.</summary>
internal static class ReportHtml
{
    /// <summary>A text in both languages, of which the page shows one.</summary>
    /// <param name="text">The text.</param>
    /// <param name="values">What takes the places of <c>{0}</c>, <c>{1}</c>, …; already escaped.</param>
    public static string Both(Func<ReportTexts, string> text, params object[] values) =>
        $"<span lang=\"en\">{Formatted(text(ReportTexts.English), values)}</span><span lang=\"ko\">{Formatted(text(ReportTexts.Korean), values)}</span>";

    /// <summary>Attributes for elements that hold text alone, which the script fills in.</summary>
    /// <param name="text">The text.</param>
    public static string Attributes(Func<ReportTexts, string> text) =>
        $"data-en=\"{Encoded(text(ReportTexts.English))}\" data-ko=\"{Encoded(text(ReportTexts.Korean))}\"";

    /// <summary>A name or text of a file.</summary>
    public static string Text(string text) => Encoded(PrintableText.Of(text));

    /// <summary>A whole number.</summary>
    public static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A share as a percentage.</summary>
    public static string Percent(double share) => Text(PercentText.Of(share));

    /// <summary>A number with four digits behind the point.</summary>
    public static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);

    /// <summary>A number that scripts and drawings read, with as many digits as distinguish it.</summary>
    public static string Plain(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Formatted(string text, object[] values) => string.Format(CultureInfo.InvariantCulture, text, values);

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);
}
