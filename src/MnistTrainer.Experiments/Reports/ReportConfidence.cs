using MnistTrainer.NeuralNetwork;
using static MnistTrainer.Experiments.ReportHtml;

namespace MnistTrainer.Experiments;

/// <summary>What the confidence of answers is worth, in <see cref="EvaluationPage"/>: calibration and coverage.</summary>
internal static class ReportConfidence
{
    /// <summary>Writes the reliability diagram.</summary>
    public static void WriteCalibration(TextWriter writer, Evaluation evaluation)
    {
        if (evaluation.Metrics.Count == 0)
            return;
        writer.Write(
            $"<h2 id=\"calibration\">{Both(texts => texts.Calibration)}</h2>\n<p class=\"dim\">{Both(texts => texts.CalibrationHelp, Percent(evaluation.CalibrationError))}</p>\n"
                + $"<div class=\"charts\"><div class=\"chart\">{ReportChart.OfReliability(evaluation.Reliability, "calibration")}"
                + $"<div class=\"key\"><b>{Both(texts => texts.Accuracy)}</b> · <b class=\"validation\">{Both(texts => texts.Confidence)}</b></div></div></div>\n"
                + $"<details><summary>{Both(texts => texts.BinTable)}</summary><div class=\"wide\" tabindex=\"0\"><table>\n"
                + $"<tr><th scope=\"col\">{Both(texts => texts.Confidence)}</th><th scope=\"col\">{Both(texts => texts.Accuracy)}</th><th scope=\"col\">{Both(texts => texts.Answers)}</th></tr>\n"
        );
        foreach (ReliabilityBin bin in evaluation.Reliability.Where(bin => bin.Count > 0))
            writer.Write(
                $"<tr><th scope=\"row\">{Percent(bin.Confidence)}</th><td>{Percent(bin.Accuracy)}</td><td>{Count(bin.Count)}</td></tr>\n"
            );
        writer.Write("</table></div></details>\n");
    }

    /// <summary>Writes the accuracy by the share of answers given at rising thresholds.</summary>
    public static void WriteCoverage(TextWriter writer, Evaluation evaluation)
    {
        if (evaluation.Coverage.IsEmpty)
            return;
        writer.Write(
            $"<h2 id=\"coverage\">{Both(texts => texts.Coverage)}</h2>\n<p class=\"dim\">{Both(texts => texts.CoverageHelp)}</p>\n"
                + $"<div class=\"charts\"><div class=\"chart\">{ReportChart.OfCoverage(evaluation.Coverage, "coverage")}"
                + $"<div class=\"key\"><b>{Both(texts => texts.Accuracy)}</b> · {Both(texts => texts.Share)}</div></div>\n<div class=\"wide\" tabindex=\"0\"><table>\n"
                + $"<tr><th scope=\"col\">{Both(texts => texts.Threshold)}</th><th scope=\"col\">{Both(texts => texts.Share)}</th><th scope=\"col\">{Both(texts => texts.Accuracy)}</th></tr>\n"
        );
        foreach (CoveragePoint point in evaluation.Coverage)
            writer.Write(
                $"<tr><th scope=\"row\">{Percent(point.Threshold)}</th><td>{Percent(point.Coverage)}</td><td>{Percent(point.Accuracy)}</td></tr>\n"
            );
        writer.Write("</table></div></div>\n");
    }
}
