using System.Globalization;
using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Experiments.ReportHtml;

namespace MnistTrainer.Experiments;

/// <summary>The classes in <see cref="EvaluationPage"/>: the confusion matrix, and the figures of each class, sortable.</summary>
internal static class ReportClasses
{
    /// <summary>Writes the confusion matrix.</summary>
    public static void WriteConfusion(TextWriter writer, ClassificationMetrics metrics)
    {
        writer.Write(
            $"<h2>{Both(texts => texts.Confusion)}</h2>\n<p class=\"dim\">{Both(texts => texts.ConfusionHelp)}</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n<tr><td></td>"
        );
        foreach (ClassMetrics one in metrics.PerClass)
            writer.Write($"<th scope=\"col\">{Text(one.Name)}</th>");
        writer.Write("</tr>\n");
        for (int truth = 0; truth < metrics.PerClass.Count; truth++)
        {
            writer.Write($"<tr><th scope=\"row\">{Text(metrics.PerClass[truth].Name)}</th>");
            for (int predicted = 0; predicted < metrics.PerClass.Count; predicted++)
                writer.Write(Cell(metrics, truth, predicted));
            writer.Write("</tr>\n");
        }

        writer.Write("</table></div>\n");
    }

    /// <summary>Writes the figures of each class.</summary>
    public static void WriteClasses(TextWriter writer, ClassificationMetrics metrics)
    {
        writer.Write(
            $"<h2>{Both(texts => texts.Classes)}</h2>\n<p class=\"dim scripted\" hidden>{Both(texts => texts.ClassesHelp)}</p>\n<div class=\"wide\" tabindex=\"0\"><table>\n<thead><tr>"
        );
        foreach (
            Func<ReportTexts, string> name in (Func<ReportTexts, string>[])
                [texts => texts.Class, texts => texts.Precision, texts => texts.Recall, texts => texts.F1, texts => texts.Support]
        )
            writer.Write($"<th scope=\"col\"><button type=\"button\">{Both(name)}</button></th>");
        writer.Write("</tr></thead>\n<tbody>\n");
        for (int i = 0; i < metrics.PerClass.Count; i++)
        {
            ClassMetrics one = metrics.PerClass[i];
            writer.Write(
                $"<tr><th scope=\"row\" data-value=\"{i}\">{Text(one.Name)}</th>{ShareCell(one.Precision)}{ShareCell(one.Recall)}{ShareCell(one.F1)}<td data-value=\"{one.Support}\">{Count(one.Support)}</td></tr>\n"
            );
        }

        writer.Write("</tbody></table></div>\n");
    }

    private static string ShareCell(double share) => $"<td data-value=\"{Plain(share)}\">{Percent(share)}</td>";

    private static string Cell(ClassificationMetrics metrics, int truth, int predicted)
    {
        long count = metrics.ConfusionMatrix[truth, predicted];
        if (count == 0)
            return "<td class=\"dim\">·</td>";
        double share = (double)count / Math.Max(1, metrics.PerClass[truth].Support);
        // Mistakes are rare, so the color reaches its maximum at a twentieth of the class; numbers are still readable on it.
        double strength = truth == predicted ? 100 * share / 3 : Math.Min(60, 1200 * share);
        string color = truth == predicted ? "#2a9d5c" : "#e5484d";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"<td style=\"background:color-mix(in srgb,{color} {strength:F0}%,transparent)\">{count}</td>"
        );
    }
}
