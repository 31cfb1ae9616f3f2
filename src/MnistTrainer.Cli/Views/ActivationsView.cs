using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what each layer of a network makes of an image: its shape, how much of it is active, and where it is strongest.</summary>
internal static class ActivationsView
{
    /// <param name="console">The console for results.</param>
    /// <param name="activations">The layers.</param>
    public static void Show(IAnsiConsole console, ImageActivations activations)
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn(Localized.Of("layer"))
            .AddColumn(new TableColumn(Localized.Of("shape")).RightAligned());
        table.AddColumn(new TableColumn(Localized.Of("active")).RightAligned()).AddColumn(Localized.Of("strongest"));
        foreach (LayerActivations layer in activations.Layers)
        {
            string value = layer.Values[layer.Strongest].ToString("G4", CultureInfo.InvariantCulture);
            table.AddRow(
                MarkupText.Of(layer.Description),
                MarkupText.Of(layer.Shape.ToString()),
                Figures.Percent(layer.ActiveShare),
                MarkupText.Of($"{NameOfStrongest(layer)}: {value}")
            );
        }

        console.WriteTable(table);
    }

    /// <summary>Returns the place of a layer's largest output, from 1: a unit, or a channel with its row and column.</summary>
    public static string NameOfStrongest(LayerActivations layer)
    {
        Shape shape = layer.Shape;
        int channel = (layer.Strongest % shape.Channels) + 1,
            pixel = layer.Strongest / shape.Channels;
        return shape.IsVector
            ? Localized.Of($"unit {channel}")
            : Localized.Of($"channel {channel} at ({(pixel / shape.Width) + 1},{(pixel % shape.Width) + 1})");
    }
}
