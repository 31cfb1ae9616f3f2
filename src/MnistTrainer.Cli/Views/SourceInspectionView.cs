using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a data source: the number of images of each class, what was detected, and on a terminal an image of each class.</summary>
internal static class SourceInspectionView
{
    public static void Show(Screen screen, SourceInspection inspection)
    {
        IAnsiConsole console = screen.Results;
        Samples<byte> samples = inspection.Dataset.Samples;
        string test = inspection.TestCount is int count ? " " + Localized.Of($"and {Figures.Count(count)} for testing") : "";
        console.WriteMarkup(
            Localized.Of(
                $"[bold]{MarkupText.Of(inspection.Dataset.Name)}[/]: {Figures.Count(samples.Count)} images of {samples.Shape}{test}"
            )
        );
        foreach (string finding in inspection.Dataset.Findings)
            console.WriteMarkup($"  [grey]{MarkupText.Of(Localized.Recognize(finding))}[/]");
        if (samples.HasLabels)
            console.WriteTable(ClassTable(inspection));
        if (screen.ShowsImages && DigitDrawing.CanDraw(samples.Shape) && samples.Shape.Width <= console.Profile.Width)
            DrawExamples(console, inspection);
    }

    private static Table ClassTable(SourceInspection inspection)
    {
        bool hasTest = inspection.TestCount is not null;
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("class"))
            .AddColumn(new TableColumn(hasTest ? Localized.Of("training") : Localized.Of("images")).RightAligned());
        if (hasTest)
            table.AddColumn(new TableColumn(Localized.Of("test")).RightAligned());
        foreach (ClassCount one in inspection.Classes)
        {
            string[] cells = [MarkupText.Of(one.Label), Figures.Count(one.Count)];
            table.AddRow(hasTest ? [.. cells, Figures.Count(one.TestCount)] : cells);
        }

        return table;
    }

    /// <summary>Draws an image of each class, as many as fit side by side.</summary>
    private static void DrawExamples(IAnsiConsole console, SourceInspection inspection)
    {
        Samples<byte> samples = inspection.Dataset.Samples;
        (string, string[])[] drawings =
        [
            .. inspection
                .ExampleRows(Math.Max(1, console.Profile.Width / (samples.Shape.Width + 2)))
                .Select(row =>
                    (
                        samples.HasLabels ? PrintableText.Of(samples.ClassNames[samples.Labels[row]]) : Figures.Count(row + 1),
                        DigitDrawing.Draw(samples.Row(row), samples.Shape, TerminalColors.AreWanted)
                    )
                ),
        ];
        foreach (string line in DigitDrawing.SideBySide(drawings, samples.Shape.Width, console.Profile.Width))
            Console.Out.WriteLine(line);
    }
}
