using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the accuracy of each fold of a cross-validation, and their mean.</summary>
internal static class CrossValidationView
{
    public static void Show(IAnsiConsole console, CrossValidationReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in Localized.Each("fold", "images", "correct", "accuracy"))
            table.AddColumn(new TableColumn(column).RightAligned());
        for (int fold = 0; fold < report.Results.Length; fold++)
        {
            ClassificationMetrics metrics = report.Results[fold].Metrics;
            table.AddRow(
                $"{fold + 1}",
                Figures.Count(metrics.Count),
                Figures.Count(metrics.CorrectCount),
                Figures.Percent(metrics.MicroAccuracy)
            );
        }

        console.WriteTable(table);
        console.WriteMarkup(Localized.Of($"Mean accuracy {SpreadText.Of(report.Accuracy)}"));
    }
}
