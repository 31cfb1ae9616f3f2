using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a comparison as tables, on the terminal or in a Markdown file.</summary>
internal sealed class ComparisonView(NetworkComparison comparison)
{
    private static readonly string[] Columns = ["parameters", "test accuracy", "± spread", "last loss", "seconds"];

    private IEnumerable<(string Title, IReadOnlyList<ComparisonRow> Rows)> Tables =>
        new (string Title, IReadOnlyList<ComparisonRow> Rows)[]
        {
            ("optimizer, with ReLU", comparison.Optimizers),
            ("activation, with Adam at 0.001", comparison.Activations),
        }.Where(table => table.Rows.Count > 0);

    /// <summary>Describes what all trainings have in common.</summary>
    public static string SummaryOf(NetworkComparison comparison)
    {
        ComparisonSettings settings = comparison.Settings;
        string hidden = settings.Hidden.IsEmpty ? "none" : string.Join(", ", settings.Hidden);
        return $"{PrintableText.Of(comparison.Dataset)}, hidden layers of {hidden}, {settings.Epochs} epochs in batches of {settings.BatchSize}, softmax cross-entropy, {settings.Seeds} seeds";
    }

    public void Show(IAnsiConsole console)
    {
        console.WriteMarkup(MarkupText.Of(SummaryOf(comparison)));
        foreach ((string title, IReadOnlyList<ComparisonRow> rows) in Tables)
        {
            Table table = new Table().RoundedBorder();
            table.AddColumn(Localized.Word(title));
            foreach (string column in Columns)
                table.AddColumn(new TableColumn(Localized.Word(column)).RightAligned());
            foreach (ComparisonRow row in rows)
                table.AddRow([MarkupText.Of(row.Name), .. Cells(row)]);
            console.WriteTable(table);
        }

        console.WriteMarkup(
            Localized.Of("[grey]The spread is the sample standard deviation over the seeds; seconds are the mean of one training run.[/]")
        );
    }

    /// <summary>Writes the tables as Markdown.</summary>
    public void WriteMarkdown(string file)
    {
        string summary = SummaryOf(comparison);
        ReportFile.Write(
            file,
            writer =>
            {
                writer.Write($"{char.ToUpperInvariant(summary[0])}{summary[1..]}.\n");
                foreach ((string title, IReadOnlyList<ComparisonRow> rows) in Tables)
                {
                    writer.Write($"\n| {title} | {string.Join(" | ", Columns)} |\n|---|{string.Concat(Columns.Select(_ => "---:|"))}\n");
                    foreach (ComparisonRow row in rows)
                        writer.Write($"| {row.Name} | {string.Join(" | ", Cells(row))} |\n");
                }
            }
        );
    }

    private static string[] Cells(ComparisonRow row) =>
        [
            Figures.Count(row.Parameters),
            Figures.Percent(row.Accuracy.Mean),
            Figures.Percent(row.Accuracy.StandardDeviation),
            row.Loss.Mean.ToString("F4", CultureInfo.InvariantCulture),
            row.Seconds.Mean.ToString("F2", CultureInfo.InvariantCulture),
        ];
}
