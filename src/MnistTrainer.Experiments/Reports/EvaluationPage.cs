using System.Globalization;
using System.Net;
using MnistTrainer.Imaging;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;

namespace MnistTrainer.Experiments;

/// <summary>A self-contained HTML page about an evaluation: accuracy, confusion matrix, classes, and the most confident mistakes as images.</summary>
internal static class EvaluationPage
{
    private const int MistakesShown = 60;
    private const int WeightsShown = 64;

    private const string Style = """
        :root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 15%, transparent); --dim: color-mix(in srgb, currentColor 60%, transparent); }
        body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: clamp(1rem, 6vw, 3rem) auto; padding: 0 1rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.1rem; font-weight: 500; color: var(--dim); margin: 0; }
        h2 { font-size: 1.1rem; margin: 3rem 0 .75rem; }
        .accuracy { font-size: clamp(2.5rem, 15vw, 4.5rem); overflow-wrap: normal; font-weight: 700; line-height: 1.1; letter-spacing: -.03em; }
        .dim { color: var(--dim); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
        th, td { padding: .3rem .7rem; text-align: right; border-bottom: 1px solid var(--line); }
        th { max-width: 12rem; unicode-bidi: isolate; }
        td { white-space: nowrap; }
        th:first-child { text-align: left; }
        .mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(6.5rem, 1fr)); gap: 1rem; }
        figure { margin: 0; }
        img { width: 100%; image-rendering: pixelated; border-radius: 6px; display: block; background: #000; }
        @media (forced-colors: active) { td, img { forced-color-adjust: none; } td { color: CanvasText; } td[style] { outline: 1px dotted CanvasText; outline-offset: -2px; } }
        @media (max-width: 40rem) { th, td { padding: .25rem .4rem; } th { max-width: 7rem; } table { font-size: .9rem; } }
        .weights { width: auto; max-width: 100%; border-radius: 0; }
        figcaption b { unicode-bidi: isolate; }
        figcaption { font-size: .85rem; margin-top: .25rem; }
        """;

    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter writer, EvaluationReport report)
    {
        Evaluation evaluation = report.Evaluation;
        ClassificationMetrics metrics = evaluation.Metrics;
        string accuracy = Percent(metrics.MicroAccuracy);
        (double lower, double upper) = metrics.MicroAccuracyInterval;
        writer.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{accuracy} on {Text(report.Dataset)}</title>
            <style>
            {Style}
            </style>
            <h1>{Text(Path.GetFileName(report.Model))} on {Text(report.Dataset)}</h1>
            <div class="accuracy">{accuracy}</div>
            <p class="dim">{Count(metrics.CorrectCount)} of {Count(metrics.Count)} correct · 95 % interval {Percent(lower)} to {Percent(upper)}
            · macro accuracy {Percent(metrics.MacroAccuracy)} · log-loss {Fixed(metrics.LogLoss)} · top {Evaluation.TopK} {Percent(
                evaluation.TopKAccuracy
            )}</p>

            """
        );
        WriteConfusion(writer, metrics);
        WriteClasses(writer, metrics);
        WriteMistakes(writer, report.Samples, evaluation.Mistakes);
        if (report.Network is not null && WeightImages.Find(report.Network) is { } weights)
            WriteWeights(writer, weights);
        writer.Write("</html>\n");
    }

    private static void WriteConfusion(TextWriter writer, ClassificationMetrics metrics)
    {
        writer.Write(
            "<h2>Confusion</h2>\n<p class=\"dim\">Rows are true classes, columns predicted classes.</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n<tr><th></th>"
        );
        foreach (ClassMetrics one in metrics.PerClass)
            writer.Write($"<th>{Text(one.Name)}</th>");
        writer.Write("</tr>\n");
        for (int truth = 0; truth < metrics.PerClass.Count; truth++)
        {
            writer.Write($"<tr><th>{Text(metrics.PerClass[truth].Name)}</th>");
            for (int predicted = 0; predicted < metrics.PerClass.Count; predicted++)
                writer.Write(Cell(metrics, truth, predicted));
            writer.Write("</tr>\n");
        }

        writer.Write("</table></div>\n");
    }

    private static string Cell(ClassificationMetrics metrics, int truth, int predicted)
    {
        long count = metrics.ConfusionMatrix[truth, predicted];
        if (count == 0)
            return "<td class=\"dim\">·</td>";
        double share = (double)count / Math.Max(1, metrics.PerClass[truth].Support);
        // Mistakes are rare: the color is full at a twentieth of the class.
        double strength = truth == predicted ? 100 * share / 3 : Math.Min(100, 2000 * share);
        string color = truth == predicted ? "#2a9d5c" : "#e5484d";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<td style=\"background:color-mix(in srgb,{color} {strength:F0}%,transparent)\">{count}</td>"
        );
    }

    private static void WriteClasses(TextWriter writer, ClassificationMetrics metrics)
    {
        writer.Write(
            "<h2>Classes</h2>\n<div class=\"wide\" tabindex=\"0\"><table>\n<tr><th>class</th><th>precision</th><th>recall</th><th>F1</th><th>images</th></tr>\n"
        );
        foreach (ClassMetrics one in metrics.PerClass)
        {
            writer.Write(
                $"<tr><th>{Text(one.Name)}</th><td>{Percent(one.Precision)}</td><td>{Percent(one.Recall)}</td><td>{Percent(one.F1)}</td><td>{Count(one.Support)}</td></tr>\n"
            );
        }

        writer.Write("</table></div>\n");
    }

    private static void WriteMistakes(TextWriter writer, Samples<byte> samples, IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count == 0 || samples.Shape.IsVector)
            return;
        writer.Write(
            $"<h2>Most confident mistakes</h2>\n<p class=\"dim\">{Math.Min(MistakesShown, mistakes.Count)} of {Count(mistakes.Count)}</p>\n<div class=\"mistakes\">\n"
        );
        foreach (Mistake mistake in mistakes.Take(MistakesShown))
        {
            var image = ChannelImage.Of(samples.Shape.Width, samples.Shape.Height, samples.Shape.Channels, samples.Row(mistake.Row));
            writer.Write(
                $"<figure><img alt=\"\" src=\"{DataUrl.Encode(image)}\"><figcaption><b>{Text(samples.ClassNames[mistake.Truth])}</b> predicted as "
                    + $"<b>{Text(samples.ClassNames[mistake.Predicted])}</b><br><span class=\"dim\">{Percent(mistake.Probability)} · row {mistake.Row + 1}</span></figcaption></figure>\n"
            );
        }

        writer.Write("</div>\n");
    }

    private static void WriteWeights(TextWriter writer, WeightImages weights)
    {
        (string title, string what) = weights.AreFilters ? ("Filters", "filters") : ("Weights into units", "units");
        int shown = Math.Min(WeightsShown, weights.Count);
        string whose = weights.AreOfFirstNetwork ? " of the first network" : "";
        writer.Write(
            $"<h2>{title} of layer {weights.LayerIndex + 1}{whose}</h2>\n<p class=\"dim\">{Count(shown)} of {Count(weights.Total)} {what} · gray is 0, "
                + $"white {Fixed(weights.Largest)}, black {Fixed(-weights.Largest)}</p>\n"
                + $"<img class=\"weights\" alt=\"The weights of {Count(shown)} {what}\" src=\"{DataUrl.Encode(weights.Sheet(WeightsShown))}\">\n"
        );
    }

    private static string Text(string text) => WebUtility.HtmlEncode(PrintableText.Of(text));

    private static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

    private static string Percent(double share) => Text(PercentText.Of(share));

    private static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
