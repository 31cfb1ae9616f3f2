using System.Text.Json;
using MnistTrainer.Data;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows how many numbers of each kind are read rightly.</summary>
internal static class NumberReadingView
{
    /// <summary>A row for each paper.</summary>
    /// <param name="console">Where to.</param>
    /// <param name="shares">As <see cref="NumberReading.Run"/> gives them.</param>
    public static void Show(IAnsiConsole console, IReadOnlyList<double> shares)
    {
        Table table = new Table().RoundedBorder().Title("Whole numbers read rightly");
        table.AddColumn("paper");
        foreach (NumberSpacing spacing in Enum.GetValues<NumberSpacing>())
            table.AddColumn(new TableColumn(EnumName.Of(spacing)).RightAligned());
        foreach (
            IGrouping<NumberPaper, double> row in shares
                .Index()
                .GroupBy(share => NumberReading.Kinds[share.Index].Paper, share => share.Item)
        )
            table.AddRow([EnumName.Of(row.Key), .. row.Select(Figures.Percent)]);
        console.Write(table);
    }

    /// <summary>Writes the members.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<double> shares)
    {
        writer.WriteStartArray("numbers");
        foreach ((int kind, double share) in shares.Index())
        {
            writer.WriteStartObject();
            writer.WriteString("paper", EnumName.Of(NumberReading.Kinds[kind].Paper));
            writer.WriteString("spacing", EnumName.Of(NumberReading.Kinds[kind].Spacing));
            writer.WriteNumber("accuracy", share);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
