using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>
/// Shows an evaluation: accuracy, figures of each class, confusion matrix, and the most confident mistakes.
/// </summary>
internal static class MetricsView
{
    // More columns do not fit on a terminal.
    private const int MaximumMatrix = 26;

    private const int MistakesShown = 4;

    public static void ShowAccuracy(IAnsiConsole console, string title, ClassificationMetrics metrics)
    {
        (double lower, double upper) = metrics.MicroAccuracyInterval;
        console.WriteMarkup(
            Localized.Of(
                $"{title} [bold green]{Figures.Percent(metrics.MicroAccuracy)}[/]  {Figures.Count(metrics.CorrectCount)} of {Figures.Count(metrics.Count)} correct, 95 % interval {Figures.Percent(lower)} to {Figures.Percent(upper)}"
            )
        );
    }

    public static void ShowOtherFigures(IAnsiConsole console, Evaluation evaluation)
    {
        ClassificationMetrics metrics = evaluation.Metrics;
        console.WriteMarkup(Localized.Of($"Macro accuracy {Figures.Percent(metrics.MacroAccuracy)}"));
        console.WriteMarkup(Localized.Of($"Log-loss       {metrics.LogLoss:F4}"));
        console.WriteMarkup(Localized.Of($"Top {Evaluation.TopK}          {Figures.Percent(evaluation.TopKAccuracy)}"));
        double rate = metrics.Count / Math.Max(evaluation.Duration.TotalSeconds, 1e-9);
        console.WriteMarkup(
            Localized.Of(
                $"[grey]{Figures.Count(metrics.Count)} images in {Figures.Duration(evaluation.Duration)}, {Figures.Count((long)rate)} per second[/]"
            )
        );
    }

    public static void ShowClasses(IAnsiConsole console, ClassificationMetrics metrics, string unit = "images")
    {
        Table table = new Table().Border(TableBorder.Rounded).Title(Localized.Of("Accuracy by class"));
        table.AddColumn(Localized.Of("class"));
        foreach (string column in (string[])[.. Localized.Each("precision", "recall"), "F1", Localized.Word(unit)])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (ClassMetrics one in metrics.PerClass)
        {
            table.AddRow(
                MarkupText.Of(one.Name),
                Figures.Percent(one.Precision),
                Figures.Percent(one.Recall),
                Figures.Percent(one.F1),
                Figures.Count(one.Support)
            );
        }

        console.WriteTable(table);
    }

    public static void ShowConfusion(IAnsiConsole console, ClassificationMetrics metrics)
    {
        int classes = metrics.ConfusionMatrix.ClassCount;
        if (classes > MaximumMatrix)
        {
            console.WriteMarkup(
                Localized.Of($"[grey]The confusion matrix of {classes} classes is too wide to show; --json and --report have it.[/]")
            );
            return;
        }

        Table table = new Table()
            .Border(TableBorder.Rounded)
            .Title(Localized.Of("Confusion: rows are true classes, columns predicted classes"));
        table.AddColumn("");
        foreach (ClassMetrics one in metrics.PerClass)
            table.AddColumn(new TableColumn(MarkupText.Of(one.Name)).RightAligned());
        for (int truth = 0; truth < classes; truth++)
        {
            string[] cells = [.. Enumerable.Range(0, classes).Select(predicted => Cell(metrics, truth, predicted))];
            table.AddRow([$"[bold]{MarkupText.Of(metrics.PerClass[truth].Name)}[/]", .. cells]);
        }

        console.WriteTable(table);
    }

    /// <summary>Draws the most confident mistakes.</summary>
    public static void ShowMistakes(IAnsiConsole console, Samples<byte> samples, IReadOnlyList<Mistake> mistakes)
    {
        if (mistakes.Count == 0 || !DigitDrawing.CanDraw(samples.Shape) || samples.Shape.Width > console.Profile.Width)
            return;
        int width = samples.Shape.Width;
        int count = Math.Min(MistakesShown, Math.Max(1, console.Profile.Width / (width + 2)));
        bool inColor = console.Profile.Capabilities.ColorSystem != ColorSystem.NoColors;
        (string, string[])[] drawings =
        [
            .. mistakes
                .Take(count)
                .Select(mistake =>
                    (
                        Localized.Of(
                            $"{PrintableText.Of(samples.ClassNames[mistake.Truth])} predicted as {PrintableText.Of(samples.ClassNames[mistake.Predicted])}, {PercentText.Of(mistake.Probability, 0)}"
                        ),
                        DigitDrawing.Draw(samples.Row(mistake.Row), samples.Shape, inColor)
                    )
                ),
        ];
        console.WriteMarkup(Localized.Of($"The most confident of {Figures.Count(mistakes.Count)} mistakes:"));
        foreach (string line in DigitDrawing.SideBySide(drawings, width, console.Profile.Width))
            console.WriteAnsi(writer => writer.Write(line + Environment.NewLine));
    }

    private static string Cell(ClassificationMetrics metrics, int truth, int predicted)
    {
        long count = metrics.ConfusionMatrix[truth, predicted];
        if (count == 0)
            return "[grey]·[/]";
        if (truth == predicted)
            return $"[green]{count}[/]";
        // Red from 1 % of the class on.
        return 100 * count >= metrics.PerClass[truth].Support ? $"[red]{count}[/]" : $"[yellow]{count}[/]";
    }
}
