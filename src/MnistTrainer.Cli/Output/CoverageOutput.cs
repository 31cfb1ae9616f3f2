using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Output;

/// <summary>What answering only where a model is sure comes to: a table for people, an array for programs.</summary>
internal static class CoverageOutput
{
    /// <summary>Shows the table, and how far probabilities are from the truth.</summary>
    public static void Show(IAnsiConsole console, Evaluation evaluation)
    {
        Table table = new Table().Border(TableBorder.Rounded).Title("If only the surest answers counted");
        foreach (string column in (string[])["answered", "of these right", "probability of at least"])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (CoveragePoint point in evaluation.Coverage)
        {
            table.AddRow(
                Figures.Percent(point.Coverage),
                Figures.Percent(point.Accuracy),
                string.Create(CultureInfo.InvariantCulture, $"{100 * point.Threshold:F3} %")
            );
        }

        console.Write(table);
        console.MarkupLine(
            $"Probabilities are off by {Figures.Percent(evaluation.CalibrationError)} on average (expected calibration error)."
        );
    }

    /// <summary>Writes the members.</summary>
    public static void Write(Utf8JsonWriter writer, Evaluation evaluation)
    {
        writer.WriteNumberOrNull("calibrationError", evaluation.CalibrationError);
        writer.WriteStartArray("coverage");
        foreach (CoveragePoint point in evaluation.Coverage)
        {
            writer.WriteStartObject();
            writer.WriteNumberOrNull("threshold", point.Threshold);
            writer.WriteNumber("coverage", point.Coverage);
            writer.WriteNumber("accuracy", point.Accuracy);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
