using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what calibrating a model changed.</summary>
internal static class CalibrationView
{
    /// <param name="console">The console for results.</param>
    /// <param name="calibration">The result.</param>
    /// <param name="model">The model's file.</param>
    public static void Show(IAnsiConsole console, ModelCalibration calibration, string model)
    {
        console.WriteMarkup(Localized.Of($"Temperature [bold]{calibration.Temperature:F3}[/]"));
        console.WriteMarkup(
            Localized.Of(
                $"Probabilities are off by {Figures.Percent(calibration.ErrorAfter)} on average; before, by {Figures.Percent(calibration.ErrorBefore)}"
            )
        );
        Table table = new Table().Border(TableBorder.Rounded).Title(Localized.Of("Shapes not used for calibration"));
        table.AddColumn(Localized.Of("shape"));
        table.AddColumn(Localized.Of("held out"));
        table.AddColumn(new TableColumn(Localized.Of("rejected")).RightAligned());
        foreach (RejectedShare rejected in calibration.Rejected)
            table.AddRow(rejected.Family, rejected.IsHeldOut ? Localized.Of("yes") : Localized.Of("no"), Figures.Percent(rejected.Share));
        console.WriteTable(table);
        console.WriteMarkup($"[grey]{MarkupText.Of(calibration.Rejections.ToString())}[/]");
        console.WriteMarkup(Localized.Of($"Calibrated: [bold]{MarkupText.Of(model)}[/]"));
    }
}
