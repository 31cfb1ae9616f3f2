using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Cli.Reports;

/// <summary>
/// The files of <c>mnist evaluate --report</c>: figures for programs, the confusion matrix for spreadsheets, and a page for people.
/// </summary>
internal static class EvaluationReport
{
    /// <summary>The file for people.</summary>
    public const string PageName = "report.html";

    /// <param name="folder">Created if need be; files of the same names are replaced.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="dataset">The name of the data.</param>
    /// <param name="samples">What was measured on.</param>
    /// <param name="evaluation">What came out.</param>
    public static void Write(string folder, string model, string dataset, Samples<byte> samples, Evaluation evaluation)
    {
        ReportFile.Write(
            Path.Combine(folder, "metrics.json"),
            writer =>
            {
                using MemoryStream json = new();
                JsonOutput.Write(
                    json,
                    members =>
                    {
                        members.WriteString("model", model);
                        members.WriteString("dataset", dataset);
                        members.WriteMetrics(evaluation.Metrics);
                        CoverageOutput.Write(members, evaluation);
                    }
                );
                writer.Write(System.Text.Encoding.UTF8.GetString(json.GetBuffer(), 0, (int)json.Length));
            }
        );
        ReportFile.Write(Path.Combine(folder, "confusion.csv"), writer => WriteConfusion(writer, evaluation.Metrics));
        ReportFile.Write(Path.Combine(folder, PageName), writer => EvaluationPage.Write(writer, model, dataset, samples, evaluation));
    }

    private static void WriteConfusion(TextWriter writer, ClassificationMetrics metrics)
    {
        string[] names = [.. metrics.PerClass.Select(one => ReportFile.CsvCell(one.Name))];
        writer.Write($"truth,{string.Join(',', names)}\n");
        for (int truth = 0; truth < names.Length; truth++)
            writer.Write($"{names[truth]},{string.Join(',', names.Select((_, predicted) => metrics.ConfusionMatrix[truth, predicted]))}\n");
    }
}
