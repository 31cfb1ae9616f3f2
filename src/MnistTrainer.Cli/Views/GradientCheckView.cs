using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the result of a gradient check.</summary>
internal sealed class GradientCheckView(GradientCheckReport report)
{
    private string SampleNote =>
        report.Layers.All(layer => layer.Checked + layer.AtKinks == layer.Parameters)
            ? ""
            : " " + Localized.Of("Of large layers, a sample drawn from the seed is compared.");

    public void Show(IAnsiConsole console)
    {
        Table table = new Table()
            .RoundedBorder()
            .Title(Localized.Of($"Back-propagation against (L(w + h) - L(w - h)) / 2h, loss {report.Loss}"));
        table.AddColumn(Localized.Of("layer"));
        foreach (string column in Localized.Each("compared", "at kinks", "mean error", "largest error", "back-propagation", "differences"))
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("");
        foreach (LayerGradientCheck layer in report.Layers)
        {
            table.AddRow(
                MarkupText.Of($"{layer.Layer + 1}  {layer.Description}"),
                Localized.Of($"{Figures.Count(layer.Checked)} of {Figures.Count(layer.Parameters)}"),
                Figures.Count(layer.AtKinks),
                Small(layer.MeanError),
                Small(layer.LargestError),
                Small(layer.ByBackPropagation),
                Small(layer.ByDifferences),
                layer.Passes ? Localized.Of("[green]agrees[/]") : Localized.Of("[red]differs[/]")
            );
        }

        console.WriteTable(table);
        console.WriteMarkup(
            Localized.Of(
                $"[grey]Errors are relative to the size of the gradient; the last two numbers are those of the parameter with the largest error.{SampleNote}[/]"
            )
        );
    }

    /// <summary>Describes which layers differ and why.</summary>
    public string Failure()
    {
        string layers = string.Join(", ", report.Layers.Where(layer => !layer.Passes).Select(layer => layer.Layer + 1));
        string reason =
            report.Gradient == GradientRule.Book
                ? Localized.Of(
                    "The book's rule passes the error back without the activation's derivative, so below the last layer it is not the gradient (docs/mathematics.md)"
                )
                : Localized.Of("Either the formula of that layer is wrong, or the precision of 32-bit floats is exceeded");
        return Localized.Of($"The gradient of layer {layers} differs from the differences by more than {GradientCheck.Limit}. {reason}.");
    }

    private static string Small(double value) => value.ToString("0.00e+00", CultureInfo.InvariantCulture);
}
