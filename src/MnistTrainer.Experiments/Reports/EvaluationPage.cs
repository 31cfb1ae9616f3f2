using System.Security.Cryptography;
using System.Text;
using MnistTrainer.NeuralNetwork;
using MnistTrainer.Recognition.Images;
using static MnistTrainer.Experiments.ReportHtml;

namespace MnistTrainer.Experiments;

/// <summary>
/// A self-contained HTML page about an evaluation, in English and Korean: where its figures come from, curves, confusion matrix, classes, calibration, coverage, and the most
/// confident mistakes as images. It loads nothing, and its policy allows nothing but its own style and script.
/// </summary>
internal static class EvaluationPage
{
    /// <summary>Writes the page.</summary>
    public static void Write(TextWriter writer, EvaluationReport report)
    {
        Evaluation evaluation = report.Evaluation;
        ClassificationMetrics metrics = evaluation.Metrics;
        string accuracy = Percent(metrics.MicroAccuracy);
        (double lower, double upper) = metrics.MicroAccuracyInterval;
        string[] figures =
        [
            Both(texts => texts.Correct, Count(metrics.CorrectCount), Count(metrics.Count)),
            Both(texts => texts.Interval, Percent(lower), Percent(upper)),
            Both(texts => texts.MacroAccuracy, Percent(metrics.MacroAccuracy)),
            Both(texts => texts.LogLoss, Fixed(metrics.LogLoss)),
            Both(texts => texts.Top, Evaluation.TopK, Percent(evaluation.TopKAccuracy)),
            Both(texts => texts.CalibrationError, Percent(evaluation.CalibrationError)),
        ];
        writer.Write(
            $"""
            <!doctype html>
            <html lang="en">
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {HashOf(
                ReportScript.Text
            )}; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{accuracy} · {Text(report.Dataset)}</title>
            <style>{ReportStyle.Text}</style>
            <body>
            <div class="top"><h1>{Both(texts => texts.On, Text(Path.GetFileName(report.Model)), Text(report.Dataset))}</h1>
            <button type="button" id="language" class="scripted" hidden></button></div>
            <div class="accuracy">{accuracy}</div>
            <p class="dim">{string.Join(" · ", figures)}</p>

            """
        );
        ReportOrigin.WriteOrigin(writer, report);
        ReportClasses.WriteConfusion(writer, metrics);
        ReportClasses.WriteClasses(writer, metrics);
        ReportImages.WriteMistakes(writer, report.Samples, evaluation.Mistakes);
        ReportConfidence.WriteCalibration(writer, evaluation);
        ReportConfidence.WriteCoverage(writer, evaluation);
        ReportOrigin.WriteCurves(writer, report);
        if (report.Network is not null && WeightImages.Find(report.Network) is { } weights)
            ReportImages.WriteWeights(writer, weights);
        writer.Write($"<script>{ReportScript.Text}</script>\n</body>\n</html>\n");
    }

    private static string HashOf(string text) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";
}
