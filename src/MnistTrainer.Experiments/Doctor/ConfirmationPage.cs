using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// A self-contained page to confirm suspicious samples: each is kept, given the suggested label, or removed, and the list is exported as CSV. It loads nothing, and its policy allows nothing
/// but its own style and script.
/// </summary>
internal static class ConfirmationPage
{
    private const int MaximumCards = 1000;

    // The total of all images, so that a page with large images is no larger than one with many small images.
    private const int MaximumPixels = 1 << 23;

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter writer, LabelDiagnosis diagnosis)
    {
        ExaminedSource source = diagnosis.Source;
        int shown = Math.Min(diagnosis.Suspicious.Length, Math.Clamp(MaximumPixels / source.Samples.Shape.Size, 1, MaximumCards));
        string[][] lines = [.. diagnosis.Suspicious.Select(one => SuspicionTable.CellsOf(diagnosis, one))];
        string list = WrittenList.ChecksumOf(lines.Select(cells => string.Join(',', cells)));
        writer.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src {HashOf(
                ConfirmationStyle.Text
            )}; script-src {HashOf(ConfirmationScript.Text)}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Suspicious samples of {Text(source.Name)}</title>
            <style>{ConfirmationStyle.Text}</style>
            <body {WrittenList.Attribute}="{list}" data-header="{ConfirmedColumns.Header}">
            <h1>{Text(source.Name)}: {Count(diagnosis.Suspicious.Length, "suspicious sample")}</h1>
            <p>Decide for each sample whether it stays, gets the suggested label, or is left out, and export the list. <code>mnist train</code> applies it. Decisions are remembered in this browser.</p>
            {Rest(diagnosis.Suspicious.Length - shown, shown)}
            <div class="bar">
            <label>Show <select id="filter"><option value="">all</option><option value="label">labels</option><option value="duplicate">duplicates</option></select></label>
            <button id="export" type="button">Export confirmed.csv</button>
            <span class="counts" id="counts" role="status"></span>
            </div>
            <main class="cards" id="cards">

            """
        );
        for (int i = 0; i < shown; i++)
            WriteCard(writer, diagnosis, diagnosis.Suspicious[i], lines[i]);
        writer.Write("</main>\n");
        if (shown < lines.Length)
            writer.Write(
                $"<pre id=\"rest\" hidden>{Encoded(string.Join('\n', lines[shown..].Select(cells => string.Join(',', cells))))}</pre>\n"
            );
        writer.Write($"<script>{ConfirmationScript.Text}</script>\n</body>\n</html>\n");
    }

    private static void WriteCard(TextWriter writer, LabelDiagnosis diagnosis, SuspiciousSample one, string[] cells)
    {
        ExaminedSource source = diagnosis.Source;
        string place = source.PlaceOf(one.Index),
            label = LabelOf(source, one.Index);
        int action = ConfirmedColumns.All.IndexOf(ConfirmedColumns.Action);
        string kinds = string.Join(
            ' ',
            (string[])[.. Kind(one, SuspicionReasons.Label, "label"), .. one.Duplicate is null ? (string[])[] : ["duplicate"]]
        );
        writer.Write(
            $"""
            <article id="s{one.Index}" data-kinds="{kinds}" data-start="{Encoded(string.Join(',', cells[..action]))}" data-end="{Encoded(
                string.Join(',', cells[(action + 1)..])
            )}">
            <h2>{place}{(one.Name.Length == 0 ? "" : $" <span class=\"dim\">{Text(one.Name)}</span>")}</h2>
            <div class="images">{Figure(source, one.Index, $"labeled {label}")}{(
                one.Duplicate is DuplicateMember other
                    ? Figure(source, other.Other, $"{source.PlaceOf(other.Other)}, labeled {LabelOf(source, other.Other)}")
                    : ""
            )}</div>
            <p>Label <b>{Text(label)}</b> {Percent(one.Suspicion.LabelProbability)}{(
                one.Suggested is int suggested
                    ? $", suggested <b>{Text(source.Samples.ClassNames[suggested])}</b> {Percent(one.Suspicion.SuggestedProbability)}"
                    : ""
            )}</p>
            <p class="dim">{Text(one.Reason)}{(
                one.Duplicate is { Kind: DuplicateKind.Near } near ? $", correlation {Fixed(near.Similarity)}" : ""
            )}</p>
            <fieldset><legend>What happens to {place}</legend>{Choice(one, SampleAction.Keep, "Keep")}{Choice(
                one,
                SampleAction.Fix,
                one.Suggested is int fix ? $"Fix: {source.Samples.ClassNames[fix]}" : "Fix"
            )}{Choice(one, SampleAction.Remove, "Remove")}</fieldset>
            </article>

            """
        );
    }

    private static string[] Kind(SuspiciousSample one, SuspicionReasons reason, string kind) => one.Reasons.HasFlag(reason) ? [kind] : [];

    private static string Choice(SuspiciousSample one, SampleAction action, string text) =>
        $"<label><input type=\"radio\" name=\"s{one.Index}\" value=\"{ConfirmedColumns.NameOf(action)}\"{(one.Action == action ? " checked" : "")}"
        + $"{(action == SampleAction.Fix && one.Suggested is null ? " disabled" : "")}><span>{Text(text)}</span></label>";

    private static string Figure(ExaminedSource source, int index, string caption)
    {
        Shape shape = source.Samples.Shape;
        string url = DataUrl.Encode(ChannelImage.Of(shape.Width, shape.Height, shape.Channels, source.Samples.Row(index)));
        return $"<figure><img alt=\"{Text(source.PlaceOf(index))}\" src=\"{url}\"><figcaption>{Text(caption)}</figcaption></figure>";
    }

    private static string LabelOf(ExaminedSource source, int index) => source.Samples.ClassNames[source.Samples.Labels[index]];

    private static string Rest(int rest, int shown) =>
        rest == 0
            ? ""
            : $"<p>The first {shown.ToString("N0", CultureInfo.InvariantCulture)} are shown. The exported list has the others as proposed.</p>";

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Count(int count, string unit) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {unit}{(count == 1 ? "" : "s")}");

    private static string Text(string text) => Encoded(PrintableText.Of(text));

    private static string Encoded(string text) => WebUtility.HtmlEncode(text);

    // No line break within a number.
    private static string Percent(double share) => Encoded(PercentText.Of(share).Replace(' ', '\u00A0'));

    private static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
