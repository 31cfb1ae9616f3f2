using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>The epochs of a training as a table: of many epochs, evenly spaced ones and the last.</summary>
internal static class HistoryTable
{
    private const int MaximumRows = 20;

    /// <param name="epochs">The epochs.</param>
    /// <param name="areNumbers">Whether the outputs are numbers, which have no accuracy.</param>
    public static Table Of(IReadOnlyList<EpochResult> epochs, bool areNumbers)
    {
        string Accuracy(double? accuracy) => accuracy is double share && !areNumbers ? Figures.Percent(share) : "";
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (
            string column in Localized.Each(
                "epoch",
                "loss",
                "accuracy",
                "validation loss",
                "validation accuracy",
                "learning rate",
                "gradient norm"
            )
        )
            table.AddColumn(new TableColumn(column).RightAligned());
        int distance = (epochs.Count + MaximumRows - 1) / MaximumRows;
        foreach (EpochResult epoch in epochs.Where((_, i) => (epochs.Count - 1 - i) % distance == 0))
        {
            table.AddRow(
                Figures.Count(epoch.Number),
                Text(epoch.TrainLoss),
                Accuracy(epoch.TrainAccuracy),
                epoch.ValidationLoss is double loss ? Text(loss) : "",
                Accuracy(epoch.ValidationAccuracy),
                Text(epoch.LearningRate),
                Text(epoch.GradientNorm)
            );
        }

        return table;
    }

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
