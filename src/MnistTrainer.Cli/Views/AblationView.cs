using System.Globalization;
using System.Text.Json;
using MnistTrainer.Data;
using MnistTrainer.Imaging;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what each stage is worth: per cent read rightly with all stages, and how that changes when one is left out.</summary>
internal sealed class AblationView(IReadOnlyList<(ImageKind Kind, double[] Shares)> rows)
{
    private static string[] Columns => ["image", "all stages", .. ImageStageTable.Optional.Select(stage => $"no {stage.Name}")];

    public void Show(Screen screen)
    {
        Table table = new Table().RoundedBorder();
        foreach (string column in Columns)
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (string[] cells in Cells())
            table.AddRow(cells);
        screen.Results.Write(table);
    }

    public void WriteJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteStartArray("kinds");
            foreach ((ImageKind kind, double[] shares) in rows)
                WriteKind(writer, kind, shares);
            writer.WriteEndArray();
        });

    /// <summary>Writes the table as Markdown.</summary>
    public void WriteMarkdown(string file) =>
        ReportFile.Write(
            file,
            writer =>
            {
                writer.Write($"| {string.Join(" | ", Columns)} |\n");
                writer.Write($"|---|{string.Concat(Enumerable.Repeat("--:|", Columns.Length - 1))}\n");
                foreach (string[] cells in Cells())
                    writer.Write($"| {string.Join(" | ", cells)} |\n");
            }
        );

    private static void WriteKind(Utf8JsonWriter writer, ImageKind kind, double[] shares)
    {
        writer.WriteStartObject();
        writer.WriteString("kind", EnumName.Of(kind));
        writer.WriteNumber("accuracy", shares[0]);
        writer.WriteStartObject("without");
        for (int stage = 1; stage < shares.Length; stage++)
            writer.WriteNumber(ImageStageTable.Optional[stage - 1].Name, shares[stage]);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private IEnumerable<string[]> Cells()
    {
        foreach ((ImageKind kind, double[] shares) in rows)
            yield return Row(EnumName.Of(kind), shares);
        yield return Row(
            "all",
            [.. Enumerable.Range(0, StageAblation.LeftOut.Count).Select(stage => rows.Average(row => row.Shares[stage]))]
        );
    }

    private static string[] Row(string name, double[] shares) =>
        [
            name,
            Percent(shares[0], "F1"),
            .. shares.Skip(1).Select(share => share == shares[0] ? "·" : Percent(share - shares[0], "+0.0;-0.0;·")),
        ];

    private static string Percent(double share, string format) => (100 * share).ToString(format, CultureInfo.InvariantCulture);
}
