using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a model: input, classes, metadata, layers and the history of its training.</summary>
internal static class ModelInspectionView
{
    /// <param name="console">The console for results.</param>
    /// <param name="model">The model's file.</param>
    /// <param name="inspection">The model.</param>
    public static void Show(IAnsiConsole console, string model, ModelInspection inspection)
    {
        NetworkDefinition definition = inspection.Network.Definition;
        string kind = definition.Members == 1 ? Localized.Of("a network") : Localized.Of($"an ensemble of {definition.Members} networks");
        console.WriteMarkup(
            Localized.Of($"[bold]{MarkupText.Of(model)}[/]: {kind} of {Figures.Count(inspection.Network.ParameterCount)} parameters")
        );
        Grid grid = new Grid().AddColumn().AddColumn();
        grid.AddRow(
            Localized.Of("input"),
            Localized.Of($"{definition.InputShape}, {Text(definition.Scaling.Offset)} + {Text(definition.Scaling.Factor)} × value")
        );
        grid.AddRow(
            inspection.AreNumbers ? Localized.Of("numbers") : Localized.Word(definition.Outputs.ToString().ToLowerInvariant()),
            MarkupText.Of($"{definition.ClassNames.Length}: {string.Join(", ", definition.ClassNames)}")
        );
        if (definition.TestTimeShift > 0)
            grid.AddRow(Localized.Of("test-time shift"), Localized.Of($"{definition.TestTimeShift} in four directions"));
        foreach ((string key, string value) in definition.Metadata)
            grid.AddRow(MarkupText.Of(Localized.Word(key)), MarkupText.Of(value));
        console.Write(grid);
        console.WriteTable(LayerTable(inspection.Layers));
        if (!definition.History.IsEmpty)
            console.WriteTable(HistoryTable.Of(definition.History, inspection.AreNumbers));
    }

    private static Table LayerTable(IEnumerable<LayerInspection> layers)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(Localized.Of("layer"));
        foreach (string column in Localized.Each("parameters", "mean", "deviation", "minimum", "maximum"))
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (LayerInspection layer in layers)
        {
            table.AddRow(
                MarkupText.Of(layer.Description),
                Figures.Count(layer.Weights.Count),
                Text(layer.Weights.Mean),
                Text(layer.Weights.StandardDeviation),
                Text(layer.Weights.Minimum),
                Text(layer.Weights.Maximum)
            );
        }

        return table;
    }

    // A layer without parameters has no figures.
    private static string Text(double value) => double.IsFinite(value) ? value.ToString("G4", CultureInfo.InvariantCulture) : "";
}
