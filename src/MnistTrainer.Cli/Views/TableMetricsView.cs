using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows how well a model predicts the label of a table, beside what needs no model.</summary>
internal static class TableMetricsView
{
    // More classes are figures without a shape.
    private const int MostClasses = 26;

    private const int Width = 16;
    private const int Digits = 5;

    /// <param name="console">The console for results.</param>
    /// <param name="evaluation">The figures.</param>
    /// <param name="title">What was measured: <c>Test</c>.</param>
    /// <param name="classes">The names of the classes, or the label of a regression alone.</param>
    public static void Show(IAnsiConsole console, TableEvaluation evaluation, string title, IReadOnlyList<string> classes)
    {
        if (evaluation.Classification is ClassificationMetrics metrics)
            ShowClasses(console, evaluation, metrics, title, classes);
        else
            ShowErrors(console, evaluation.Regression!, title);
    }

    private static void ShowClasses(
        IAnsiConsole console,
        TableEvaluation evaluation,
        ClassificationMetrics metrics,
        string title,
        IReadOnlyList<string> classes
    )
    {
        if (classes.Count <= MostClasses)
        {
            MetricsView.ShowClasses(console, metrics, "rows");
            MetricsView.ShowConfusion(console, metrics);
        }

        MetricsView.ShowAccuracy(console, CellWidth.PadRight(Localized.Of($"{title} accuracy"), Width), metrics);
        console.WriteMarkup(
            Localized.Of(
                $"{Localized.Of("Baseline"), -Width} {Figures.Percent(evaluation.BaselineAccuracy!.Value)}  by always predicting {MarkupText.Of(evaluation.MostFrequent!.Name)}"
            )
        );
        if (evaluation.AreaUnderCurve is double area && double.IsFinite(area))
            console.WriteMarkup(
                Localized.Of($"{Localized.Of("Area under curve"), -Width} [bold]{area:F4}[/]  of {MarkupText.Of(classes[1])}")
            );
        console.WriteMarkup(FormattableString.Invariant($"{CellWidth.PadRight(Localized.Of("Log-loss"), Width)} {metrics.LogLoss:F4}"));
    }

    private static void ShowErrors(IAnsiConsole console, RegressionErrors errors, string title)
    {
        console.WriteMarkup(
            Localized.Of(
                $"{$"{title} R²", -Width} [bold green]{(double.IsFinite(errors.RSquared) ? FormattableString.Invariant($"{errors.RSquared:F4}") : Localized.Of("undefined"))}[/]  {errors.Count:N0} {Localized.Plural(errors.Count, "row", "rows")}"
            )
        );
        console.WriteMarkup(
            Localized.Of(
                $"{Localized.Of("Root mean square"), -Width} {NumberText.Of(errors.RootMeanSquared, Digits)}  baseline {NumberText.Of(errors.Baseline, Digits)}, by always predicting the mean"
            )
        );
        console.WriteMarkup($"{CellWidth.PadRight(Localized.Of("Mean absolute"), Width)} {NumberText.Of(errors.MeanAbsolute, Digits)}");
    }
}
