using System.Globalization;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows what each imaging stage contributes: the accuracy in percent with all stages, and how it changes without each.</summary>
internal sealed class AblationView(StageAblation ablation)
{
    private static string[] Columns => ["image", "all stages", .. StageAblation.Stages.Select(stage => $"no {EnumName.Of(stage)}")];

    public void Show(IAnsiConsole console)
    {
        Table table = new Table().RoundedBorder();
        string[] stages = [.. StageAblation.Stages.Select(stage => Localized.Of($"no {EnumName.Of(stage)}"))];
        foreach (string column in (string[])[.. Localized.Each("image", "all stages"), .. stages])
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (string[] cells in Rows())
            table.AddRow(cells);
        console.WriteTable(table);
    }

    /// <summary>Writes the table as Markdown.</summary>
    public void WriteMarkdown(string file) =>
        ReportFile.Write(
            file,
            writer =>
            {
                writer.Write($"| {string.Join(" | ", Columns)} |\n");
                writer.Write($"|---|{string.Concat(Enumerable.Repeat("--:|", Columns.Length - 1))}\n");
                foreach (string[] cells in Rows())
                    writer.Write($"| {string.Join(" | ", cells)} |\n");
            }
        );

    private IEnumerable<string[]> Rows() =>
        ablation
            .Rows.Select(row => Row(EnumName.Of(row.Kind), row.Accuracy, row.Without))
            .Append(
                Row(
                    "all",
                    ablation.Rows.Average(row => row.Accuracy),
                    StageAblation.Stages.Select((_, stage) => ablation.Rows.Average(row => row.Without[stage]))
                )
            );

    private static string[] Row(string name, double accuracy, IEnumerable<double> without) =>
        [name, Percent(accuracy, "F1"), .. without.Select(share => share == accuracy ? "·" : Percent(share - accuracy, "+0.0;-0.0;·"))];

    private static string Percent(double share, string format) => (100 * share).ToString(format, CultureInfo.InvariantCulture);
}
