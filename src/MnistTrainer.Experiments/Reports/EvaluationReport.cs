using System.Collections.Immutable;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;

namespace MnistTrainer.Experiments;

/// <summary>
/// An evaluation as files: <c>metrics.json</c> for programs, <c>confusion.csv</c> for spreadsheets, and <see cref="PageName"/> with the most confident
/// mistakes.
/// </summary>
/// <param name="Model">The model file.</param>
/// <param name="Dataset">The name of the data.</param>
/// <param name="Samples">The evaluated samples.</param>
/// <param name="Evaluation">The evaluation.</param>
public sealed record EvaluationReport(string Model, string Dataset, Samples<byte> Samples, Evaluation Evaluation)
{
    /// <summary>The name of the HTML page: <c>report.html</c>.</summary>
    public const string PageName = "report.html";

    /// <summary>The evaluated network, whose first weights the page shows if its input is images. Default: null, for none.</summary>
    public Network? Network { get; init; }

    /// <summary>The command line that repeats the evaluation, without the program's name. Default: none.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>Writes the files, replacing existing ones.</summary>
    /// <param name="folder">The folder; created if necessary.</param>
    /// <exception cref="InvalidInputException">A file cannot be written.</exception>
    public void Write(string folder)
    {
        ReportFile.Write(
            Path.Combine(folder, "metrics.json"),
            writer =>
            {
                writer.Write(
                    PrintableText.OfJson(
                        JsonSerializer.Serialize(EvaluationFigures.Of(Model, Dataset, Evaluation), ReportJson.Readable.EvaluationFigures)
                    )
                );
                writer.Write('\n');
            }
        );
        ReportFile.Write(Path.Combine(folder, "confusion.csv"), writer => WriteConfusion(writer, Evaluation.Metrics));
        ReportFile.Write(Path.Combine(folder, PageName), WritePage);
    }

    /// <summary>Writes the self-contained HTML page.</summary>
    /// <param name="writer">Receives the page.</param>
    public void WritePage(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        EvaluationPage.Write(writer, this);
    }

    private static void WriteConfusion(TextWriter writer, ClassificationMetrics metrics)
    {
        string[] names = [.. metrics.PerClass.Select(one => ReportFile.SpreadsheetCell(one.Name))];
        writer.Write($"truth,{string.Join(',', names)}\n");
        for (int truth = 0; truth < names.Length; truth++)
            writer.Write($"{names[truth]},{string.Join(',', names.Select((_, predicted) => metrics.ConfusionMatrix[truth, predicted]))}\n");
    }
}
