using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Inspecting;

/// <summary>What <c>mnist inspect</c> says of a model.</summary>
internal sealed class ModelInspection(string path, Network network)
{
    private readonly IReadOnlyList<LayerInspection> _layers = LayerInspection.Of(network);

    public void Show(Screen screen)
    {
        if (screen.IsJson)
            PrintJson();
        else
            ShowTables(screen.Results);
    }

    private void ShowTables(IAnsiConsole console)
    {
        NetworkDefinition definition = network.Definition;
        console.MarkupLine($"[bold]{Markup.Escape(path)}[/]: a network of {Figures.Count(network.ParameterCount)} parameters");
        Grid grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("input", $"{definition.InputShape}, {Text(definition.Scaling.Offset)} + {Text(definition.Scaling.Factor)} × value");
        grid.AddRow("classes", Markup.Escape($"{definition.ClassNames.Length}: {string.Join(", ", definition.ClassNames)}"));
        foreach ((string name, string fact) in definition.Metadata)
            grid.AddRow(Markup.Escape(name), Markup.Escape(fact));
        console.Write(grid);

        Table table = new Table().Border(TableBorder.Rounded).AddColumn("layer");
        foreach (string column in (string[])["parameters", "mean", "deviation", "least", "greatest"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (LayerInspection layer in _layers)
        {
            table.AddRow(
                Markup.Escape(layer.Description),
                Figures.Count(layer.Weights.Count),
                Text(layer.Weights.Mean),
                Text(layer.Weights.Deviation),
                Text(layer.Weights.Least),
                Text(layer.Weights.Greatest)
            );
        }

        console.Write(table);
        if (!definition.History.IsEmpty)
            console.Write(HistoryTable.Of(definition.History));
    }

    private void PrintJson() =>
        JsonOutput.Print(writer =>
        {
            NetworkDefinition definition = network.Definition;
            writer.WriteString("model", path);
            writer.WriteNumber("parameters", network.ParameterCount);
            writer.WriteString("inputShape", definition.InputShape.ToString());
            writer.WriteStartArray("classes");
            foreach (string name in definition.ClassNames)
                writer.WriteStringValue(name);
            writer.WriteEndArray();
            writer.WriteStartArray("layers");
            foreach (LayerInspection layer in _layers)
            {
                writer.WriteStartObject();
                writer.WriteString("description", layer.Description);
                writer.WriteNumber("parameters", layer.Weights.Count);
                writer.WriteNumberOrNull("mean", layer.Weights.Mean);
                writer.WriteNumberOrNull("deviation", layer.Weights.Deviation);
                writer.WriteNumberOrNull("least", layer.Weights.Least);
                writer.WriteNumberOrNull("greatest", layer.Weights.Greatest);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartObject("facts");
            foreach ((string name, string fact) in definition.Metadata)
                writer.WriteString(name, fact);
            writer.WriteEndObject();
            HistoryOutput.Write(writer, "history", definition.History, withSeconds: false);
        });

    private static string Text(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
