using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the figures of several trainings on a table, and their means.</summary>
internal static class TableSeriesView
{
    private const int Digits = 5;

    /// <param name="console">The console for results.</param>
    /// <param name="series">The trainings, at least one.</param>
    /// <param name="title">What distinguishes them: <c>fold</c>.</param>
    /// <param name="nameOf">Returns the name of one by its place.</param>
    public static void Show(IAnsiConsole console, TableSeries series, string title, Func<int, string> nameOf)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        bool areClasses = series.Trainings[0].Test.Regression is null;
        foreach (
            string column in (string[])
                [
                    Localized.Word(title),
                    Localized.Of("rows"),
                    .. areClasses ? Localized.Each("accuracy") : ["R²", Localized.Of("root mean square")],
                    Localized.Of("time"),
                ]
        )
            table.AddColumn(new TableColumn(column).RightAligned());
        for (int i = 0; i < series.Trainings.Length; i++)
        {
            TableEvaluation test = series.Trainings[i].Test;
            string[] figures = test.Regression is RegressionErrors errors
                ? [Fixed(errors.RSquared), NumberText.Of(errors.RootMeanSquared, Digits)]
                : [Figures.Percent(test.Classification!.MicroAccuracy)];
            table.AddRow([nameOf(i), Figures.Count(test.Count), .. figures, Figures.Duration(series.Trainings[i].Elapsed)]);
        }

        console.WriteTable(table);
        if (series.Accuracy is Spread accuracy)
            console.WriteMarkup(Localized.Of($"Mean accuracy         {SpreadText.Of(accuracy)}"));
        ShowMean(console, Localized.Of("Mean area under curve"), series.AreaUnderCurve);
        ShowMean(console, Localized.Of("Mean R²              "), series.RSquared);
        ShowMean(console, Localized.Of("Mean root mean square"), series.RootMeanSquared);
    }

    private static void ShowMean(IAnsiConsole console, string title, Spread? spread)
    {
        if (spread is Spread known)
            console.WriteMarkup($"{title} {TextOf(known)}");
    }

    private static string TextOf(Spread spread) =>
        spread.Count < 2
            ? NumberText.Of(spread.Mean, Digits)
            : Localized.Of(
                $"[bold green]{NumberText.Of(spread.Mean, Digits)}[/] ± {NumberText.Of(spread.StandardDeviation, Digits)} (95 % interval of the mean {NumberText.Of(spread.Mean - spread.HalfWidth, Digits)} to {NumberText.Of(spread.Mean + spread.HalfWidth, Digits)}, {spread.Count} runs)"
            );

    private static string Fixed(double value) => value.ToString("F4", CultureInfo.InvariantCulture);
}
