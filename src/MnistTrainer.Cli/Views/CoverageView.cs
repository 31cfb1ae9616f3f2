using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the accuracy when only the most confident answers count, and the calibration error.</summary>
internal static class CoverageView
{
    public static void Show(IAnsiConsole console, Evaluation evaluation)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .Title(Localized.Of("Accuracy if only the most confident answers are accepted"));
        foreach (string column in Localized.Each("answered", "correct", "probability of at least"))
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (CoveragePoint point in evaluation.Coverage)
        {
            table.AddRow(Figures.Percent(point.Coverage), Figures.Percent(point.Accuracy), PercentText.Of(point.Threshold, 3));
        }

        console.WriteTable(table);
        console.WriteMarkup(
            Localized.Of(
                $"Probabilities are off by {Figures.Percent(evaluation.CalibrationError)} on average (expected calibration error)."
            )
        );
    }
}
