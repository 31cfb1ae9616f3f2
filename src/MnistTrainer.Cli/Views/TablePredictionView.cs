using System.Globalization;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the predictions for a table: as CSV where stdout is redirected, else the first rows, and how often each class is predicted.</summary>
internal static class TablePredictionView
{
    private const int RowsShown = 20;

    /// <param name="screen">The screen.</param>
    /// <param name="predictions">The predictions.</param>
    /// <param name="output">The file that was written, or null.</param>
    public static void Show(Screen screen, TablePredictions predictions, string? output)
    {
        if (output is null && Console.IsOutputRedirected)
        {
            predictions.Write(Console.Out);
            return;
        }

        IAnsiConsole console = screen.Results;
        if (output is null)
            ShowRows(console, predictions);
        if (predictions.Predictions is [{ Label: not null }, ..])
            ShowCounts(console, predictions);
        if (output is not null)
            console.WriteMarkup(
                Localized.Of($"{Figures.Count(predictions.Predictions.Length)} predictions: [bold]{MarkupText.Of(output)}[/]")
            );
    }

    private static void ShowRows(IAnsiConsole console, TablePredictions predictions)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(MarkupText.Of(predictions.IdColumn ?? Localized.Of("row")))
            .AddColumn(MarkupText.Of(predictions.Schema.Label.Name));
        bool areClasses = predictions.Predictions is [{ Label: not null }, ..];
        if (areClasses)
            table.AddColumn(new TableColumn(Localized.Of("probability")).RightAligned());
        bool haveDeviations = predictions.Predictions is [{ Deviation: not null }, ..];
        if (haveDeviations)
            table.AddColumn(new TableColumn(Localized.Of("deviation")).RightAligned());
        foreach (TablePrediction one in predictions.Predictions.Take(RowsShown))
        {
            List<string> cells = [MarkupText.Of(one.Row), MarkupText.Of(one.Answer)];
            if (areClasses)
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"{one.Probability:P2}"));
            if (haveDeviations)
                cells.Add(string.Create(CultureInfo.InvariantCulture, $"{one.Deviation:G4}"));
            table.AddRow([.. cells]);
        }

        console.WriteTable(table);
        if (predictions.Predictions.Length > RowsShown)
            console.WriteMarkup(
                Localized.Of($"[grey]… and {Figures.Count(predictions.Predictions.Length - RowsShown)} more: --output FILE.csv has all[/]")
            );
    }

    private static void ShowCounts(IAnsiConsole console, TablePredictions predictions)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("predicted as"))
            .AddColumn(new TableColumn(Localized.Of("rows")).RightAligned());
        foreach (
            IGrouping<string, TablePrediction> group in predictions
                .Predictions.GroupBy(one => one.Label!)
                .OrderByDescending(group => group.Count())
        )
            table.AddRow(MarkupText.Of(group.Key), Figures.Count(group.Count()));
        console.WriteTable(table);
    }
}
