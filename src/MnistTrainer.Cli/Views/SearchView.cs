using System.Collections.Immutable;
using System.Globalization;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a study: its rungs, its best trials, what decides, and how to train the best one again.</summary>
internal static class SearchView
{
    private const int TrialsShown = 10;

    public static void Show(IAnsiConsole console, StudyResult result, string? command, string model)
    {
        ShowRungs(console, result);
        ShowTrials(console, result);
        if (!result.Importance.IsEmpty)
            console.WriteMarkup(
                Localized.Of("Importance  ")
                    + string.Join(
                        ", ",
                        result
                            .Importance.OrderByDescending(one => one.Share)
                            .Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Parameter} {100 * one.Share:F0} %"))
                    )
                    + " "
                    + Localized.Of("[grey](each parameter by itself)[/]")
            );
        if (result.Best is not Trial best || result.Model is not TrainedModel trained)
            return;
        ShowBest(console, result, best, trained, model);
        console.WriteMarkup(
            best.Epochs.Length < result.Rungs[^1]
                ? $"{Localized.Of("[grey]To train it to the end:[/]")}\n{MarkupText.Of(command!)}"
                : $"{Localized.Of("[grey]To train the same model, byte for byte:[/]")}\n{MarkupText.Of(command!)}"
        );
    }

    private static void ShowRungs(IAnsiConsole console, StudyResult result)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in Localized.Each("epochs", "trials", "best validation accuracy", "median"))
            table.AddColumn(new TableColumn(column).RightAligned());
        for (int rung = 0; rung < result.Rungs.Length; rung++)
        {
            ImmutableArray<Trial> trials = result.At(rung);
            int epochs = result.Rungs[rung];
            string Accuracy(int rank) => trials.IsEmpty ? "" : Figures.Percent(trials[rank].Epochs[epochs - 1].ValidationAccuracy);
            table.AddRow($"{epochs}", $"{trials.Length}", Accuracy(0), Accuracy(trials.Length / 2));
        }

        console.WriteTable(table);
        if (result.Diverged > 0)
            console.WriteMarkup(Localized.Of($"[yellow]{result.Diverged} of {result.Trials.Length} trials diverged[/]"));
    }

    private static void ShowTrials(IAnsiConsole console, StudyResult result)
    {
        if (result.Ranked.IsEmpty)
            return;
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in Localized.Each("trial", "epochs", "validation accuracy", "loss"))
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn(Localized.Of("settings"));
        foreach (Trial trial in result.Ranked.Take(TrialsShown))
        {
            TrialEpoch last = trial.Last!.Value;
            table.AddRow(
                $"{trial.Number}",
                $"{trial.Epochs.Length}",
                Figures.Percent(last.ValidationAccuracy),
                double.IsNaN(last.ValidationLoss) ? "" : last.ValidationLoss.ToString("F4", CultureInfo.InvariantCulture),
                MarkupText.Of(SettingsOf(trial))
            );
        }

        console.WriteTable(table);
    }

    /// <summary>Returns the settings of a trial in words.</summary>
    public static string SettingsOf(Trial trial) =>
        trial.Settings.IsEmpty ? Localized.Of("the unchanged recipe") : string.Join(", ", trial.Settings);

    private static void ShowBest(IAnsiConsole console, StudyResult result, Trial best, TrainedModel trained, string model)
    {
        string accuracy = Figures.Percent(best.Last!.Value.ValidationAccuracy);
        if (best.Number == 0)
            console.WriteMarkup(Localized.Of($"No trial did better than the unchanged recipe: {accuracy} of the validation images"));
        else if (result.ComparedEpochs is int epochs)
            console.WriteMarkup(
                Localized.Of(
                    $"Trial {best.Number}: {Figures.Percent(best.Epochs[epochs - 1].ValidationAccuracy)} of the validation images after {epochs} epochs, the unchanged recipe {Figures.Percent(result.Trials[0].Epochs[epochs - 1].ValidationAccuracy)}"
                )
            );
        console.WriteMarkup(
            Localized.Of(
                $"Test accuracy [bold green]{Figures.Percent(trained.Test.Metrics.MicroAccuracy)}[/] of {Figures.Count(trained.Test.Metrics.Count)} images, measured only for this trial"
            )
        );
        console.WriteMarkup(Localized.Of($"Saved to {MarkupText.Of(model)}"));
    }
}
