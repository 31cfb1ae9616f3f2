using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what fine-tuning changed: accuracy before and after.</summary>
internal static class FineTuningView
{
    /// <param name="console">The console for results.</param>
    /// <param name="before">The figures before.</param>
    /// <param name="after">The figures after.</param>
    /// <param name="model">The fine-tuned model's file.</param>
    public static void Show(IAnsiConsole console, FineTuningMetrics before, FineTuningMetrics after, string model)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("");
        foreach (string column in Localized.Each("before", "after"))
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddRow(Localized.Of("test set"), Figures.Percent(before.Test.MicroAccuracy), Figures.Percent(after.Test.MicroAccuracy));
        table.AddRow(Localized.Of("new images, trained on"), CorrectOf(before.Added), CorrectOf(after.Added));
        console.WriteTable(table);
        console.WriteMarkup(
            Localized.Of(
                $"[bold]{MarkupText.Of(model)}[/] is fine-tuned. To undo this: [bold]./mnist learn --undo --model {MarkupText.Of(model)}[/]"
            )
        );
    }

    private static string CorrectOf(ClassificationMetrics metrics) =>
        Localized.Of($"{Figures.Count(metrics.CorrectCount)} of {Figures.Count(metrics.Count)}");
}
