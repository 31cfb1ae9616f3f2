using System.Globalization;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>The same training with several seeds: each one's figures, and the mean accuracy with its spread.</summary>
/// <param name="All">All trainings.</param>
/// <param name="Kept">The place of the one whose model is saved.</param>
internal sealed record Repetition(IReadOnlyList<OneTraining> All, int Kept)
{
    private Spread Accuracy => Spread.Of([.. All.Select(one => one.Test.Metrics.MicroAccuracy)]);

    /// <summary>Writes mean, standard deviation and 95 % interval of an accuracy as an object.</summary>
    public static void WriteSpread(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("count", spread.Count);
        writer.WriteNumber("mean", spread.Mean);
        writer.WriteNumberOrNull("standardDeviation", spread.StandardDeviation);
        writer.WriteNumberOrNull("lower", spread.Mean - spread.HalfWidth);
        writer.WriteNumberOrNull("upper", spread.Mean + spread.HalfWidth);
        writer.WriteEndObject();
    }

    /// <summary><c>98.41 % ± 0.05 % (95 % interval 98.35 % to 98.47 %, 5 runs)</c>.</summary>
    public static string Text(Spread spread) =>
        spread.Count < 2
            ? Figures.Percent(spread.Mean)
            : string.Create(
                CultureInfo.InvariantCulture,
                $"[bold green]{Figures.Percent(spread.Mean)}[/] ± {100 * spread.StandardDeviation:F3} % (95 % interval of the mean {100 * (spread.Mean - spread.HalfWidth):F3} % to {100 * (spread.Mean + spread.HalfWidth):F3} %, {spread.Count} runs)"
            );

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("runs");
        foreach (OneTraining one in All)
        {
            writer.WriteStartObject();
            writer.WriteNumber("seed", one.Preset.Training.Seed);
            writer.WriteNumber("epochs", one.Result.Epochs.Count);
            writer.WriteNumberOrNull("trainLoss", one.Last?.TrainLoss);
            writer.WriteNumberOrNull("validationLoss", one.Last?.ValidationLoss);
            writer.WriteNumber("testAccuracy", one.Test.Metrics.MicroAccuracy);
            writer.WriteNumber("seconds", one.Elapsed.TotalSeconds);
            writer.WriteBoolean("saved", one == All[Kept]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        WriteSpread(writer, "testAccuracySpread", Accuracy);
    }

    public void Show(IAnsiConsole console)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in (string[])["seed", "loss", "validation loss", "test accuracy", "time", ""])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (OneTraining one in All)
        {
            EpochResult? last = one.Last;
            table.AddRow(
                $"{one.Preset.Training.Seed}",
                last is null ? "" : last.TrainLoss.ToString("F5", CultureInfo.InvariantCulture),
                last?.ValidationLoss?.ToString("F5", CultureInfo.InvariantCulture) ?? "",
                Figures.Percent(one.Test.Metrics.MicroAccuracy),
                Figures.Duration(one.Elapsed),
                one == All[Kept] ? "saved" : ""
            );
        }

        console.Write(table);
        console.MarkupLine($"Mean accuracy {Text(Accuracy)}");
    }
}
