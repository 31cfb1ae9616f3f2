using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the runs of a training with several seeds, and their mean accuracy.</summary>
internal static class TrainingSeriesView
{
    public static void Show(IAnsiConsole console, TrainingSeries series)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in (string[])[.. Localized.Each("seed", "loss", "validation loss", "test accuracy", "time"), ""])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (TrainedModel model in series.Models)
        {
            EpochResult? last = model.LastEpoch;
            table.AddRow(
                $"{model.Recipe.Training.Seed}",
                last is null ? "" : last.TrainLoss.ToString("F5", CultureInfo.InvariantCulture),
                last?.ValidationLoss?.ToString("F5", CultureInfo.InvariantCulture) ?? "",
                Figures.Percent(model.Test.Metrics.MicroAccuracy),
                Figures.Duration(model.Elapsed),
                !series.Keeps(model) ? ""
                    : series.Ensemble is null ? Localized.Of("saved")
                    : Localized.Of("member")
            );
        }

        console.WriteTable(table);
        if (series.Ensemble is TrainedModel ensemble)
            console.WriteMarkup(
                Localized.Of(
                    $"Ensemble of {ensemble.Network.Definition.Members}  [bold]{Figures.Percent(ensemble.Test.Metrics.MicroAccuracy)}[/]"
                )
            );
        console.WriteMarkup(Localized.Of($"Mean accuracy {SpreadText.Of(series.Accuracy)}"));
    }
}
