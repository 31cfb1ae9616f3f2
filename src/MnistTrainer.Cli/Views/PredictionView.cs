using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the predictions for a data source: a list where stdout is redirected, else the number of images of each class.</summary>
internal static class PredictionView
{
    // The runner-up is shown only below this probability.
    private const float Confident = 0.8f;

    /// <param name="console">The console for results.</param>
    /// <param name="set">The predictions.</param>
    /// <param name="output">The submission file that was written, or null.</param>
    public static void Show(IAnsiConsole console, PredictionSet set, string? output)
    {
        if (output is null && Console.IsOutputRedirected)
            ShowList(set);
        else
            ShowCounts(console, set);
        if (set.Metrics is not null)
            MetricsView.ShowAccuracy(console, Localized.Of("Accuracy"), set.Metrics);
        if (output is not null)
            console.WriteMarkup(Localized.Of($"{Figures.Count(set.Predictions.Length)} predictions: [bold]{MarkupText.Of(output)}[/]"));
    }

    private static void ShowCounts(IAnsiConsole console, PredictionSet set)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("predicted as"))
            .AddColumn(new TableColumn(Localized.Of("images")).RightAligned());
        foreach (IGrouping<int, Prediction> group in set.Predictions.GroupBy(prediction => prediction.Best).OrderBy(group => group.Key))
            table.AddRow(MarkupText.Of(set.ClassNames[group.Key]), Figures.Count(group.Count()));
        console.WriteTable(table);
    }

    private static void ShowList(PredictionSet set)
    {
        int inputWidth = set.Predictions.Max(prediction => CellWidth.Of(PrintableText.Of(prediction.Input)));
        int nameWidth = set.ClassNames.Max(name => CellWidth.Of(PrintableText.Of(name)));
        foreach (Prediction prediction in set.Predictions)
        {
            string runnerUp =
                prediction.Probability < Confident && set.ClassNames.Length > 1
                    ? "   "
                        + Localized.Of(
                            $"or {PrintableText.Of(set.ClassNames[prediction.RunnerUp])}, {ImageView.Percent(prediction.Probabilities[prediction.RunnerUp]).TrimStart()}"
                        )
                    : "";
            Console.Out.WriteLine(
                $"{CellWidth.PadRight(PrintableText.Of(prediction.Input), inputWidth)}   {CellWidth.PadRight(PrintableText.Of(set.ClassNames[prediction.Best]), nameWidth)}   "
                    + $"{ImageView.Percent(prediction.Probability)}{runnerUp}"
            );
        }
    }
}
