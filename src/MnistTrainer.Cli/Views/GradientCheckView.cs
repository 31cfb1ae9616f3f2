using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what a gradient check found.</summary>
internal sealed class GradientCheckView(Network network, TrainingOptions options, IReadOnlyList<LayerGradientCheck> layers)
{
    private bool Passes => layers.All(layer => layer.Passes);

    public void WriteJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteNumber("parameters", network.ParameterCount);
            writer.WriteString("loss", options.Loss.Name);
            writer.WriteString("gradient", options.Gradient == GradientRule.Book ? "book" : "exact");
            writer.WriteNumber("limit", GradientCheck.Limit);
            writer.WriteBoolean("passes", Passes);
            writer.WriteStartArray("layers");
            foreach (LayerGradientCheck layer in layers)
            {
                writer.WriteStartObject();
                writer.WriteNumber("layer", layer.Layer + 1);
                writer.WriteString("description", layer.Description);
                writer.WriteNumber("parameters", layer.Parameters);
                writer.WriteNumber("checked", layer.Checked);
                writer.WriteNumber("atKinks", layer.AtKinks);
                writer.WriteNumberOrNull("largestError", layer.LargestError);
                writer.WriteNumberOrNull("meanError", layer.MeanError);
                writer.WriteBoolean("passes", layer.Passes);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });

    public void Show(Screen screen)
    {
        Table table = new Table().RoundedBorder().Title($"Back-propagation against (L(w + h) - L(w - h)) / 2h, loss {options.Loss}");
        table.AddColumn("layer");
        foreach (string column in (string[])["compared", "at kinks", "mean error", "largest error", "back-propagation", "differences"])
            table.AddColumn(new TableColumn(column).RightAligned());
        table.AddColumn("");
        foreach (LayerGradientCheck layer in layers)
        {
            table.AddRow(
                Markup.Escape($"{layer.Layer + 1}  {layer.Description}"),
                $"{Figures.Count(layer.Checked)} of {Figures.Count(layer.Parameters)}",
                Figures.Count(layer.AtKinks),
                Small(layer.MeanError),
                Small(layer.LargestError),
                Small(layer.ByBackPropagation),
                Small(layer.ByDifferences),
                layer.Passes ? "[green]agrees[/]" : "[red]differs[/]"
            );
        }

        screen.Results.Write(table);
        screen.Results.MarkupLine(
            $"[grey]Errors are relative to the size of the gradient; the two columns before the last show the parameter with the largest.{Sample}[/]"
        );
    }

    /// <summary>Says so where a layer differs.</summary>
    /// <returns>The exit code.</returns>
    public int Report(Screen screen)
    {
        if (Passes)
            return ExitCode.Done;
        string which = string.Join(", ", layers.Where(layer => !layer.Passes).Select(layer => layer.Layer + 1));
        string reason =
            options.Gradient == GradientRule.Book
                ? "The book's rule sends the error back without the activation's derivative, so below the last layer it is not the gradient (docs/mathematics.md)"
                : "The formula of that layer, or the precision of single floats, is at fault";
        screen.NotePlainly(
            string.Create(
                CultureInfo.InvariantCulture,
                $"The gradient of layer {which} differs from the differences by more than {GradientCheck.Limit}. {reason}."
            )
        );
        return ExitCode.InvalidInput;
    }

    private string Sample =>
        layers.All(layer => layer.Checked + layer.AtKinks == layer.Parameters) ? "" : " Of large layers the seed draws a sample.";

    private static string Small(double value) => value.ToString("0.00e+00", CultureInfo.InvariantCulture);
}
