using System.Globalization;
using System.Text;
using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows a comparison, for people, as JSON or as a document's tables.</summary>
internal sealed class ComparisonView(string summary, IReadOnlyList<Contestant> optimizers, IReadOnlyList<Contestant> activations)
{
    private static readonly string[] Columns = ["parameters", "test accuracy", "± spread", "last loss", "seconds"];

    private IEnumerable<(string Title, string Key, IReadOnlyList<Contestant> Rows)> Tables =>
        new[] { ("optimizer, with ReLU", "optimizers", optimizers), ("activation, with Adam at 0.001", "activations", activations) }.Where(
            table => table.Item3.Count > 0
        );

    public void Show(Screen screen)
    {
        screen.Results.MarkupLine(Markup.Escape(summary));
        foreach ((string title, _, IReadOnlyList<Contestant> rows) in Tables)
        {
            Table table = new Table().RoundedBorder();
            table.AddColumn(title);
            foreach (string column in Columns)
                table.AddColumn(new TableColumn(column).RightAligned());
            foreach (Contestant row in rows)
                table.AddRow([Markup.Escape(row.Name), .. Cells(row)]);
            screen.Results.Write(table);
        }

        screen.Results.MarkupLine(
            "[grey]The spread is the sample standard deviation over the seeds; seconds are the mean of one training.[/]"
        );
    }

    public void WriteJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("summary", summary);
            foreach ((_, string key, IReadOnlyList<Contestant> rows) in Tables)
            {
                writer.WriteStartArray(key);
                foreach (Contestant row in rows)
                {
                    writer.WriteStartObject();
                    writer.WriteString("name", row.Name);
                    writer.WriteNumber("parameters", row.Parameters);
                    Write(writer, "accuracy", row.Accuracy);
                    Write(writer, "loss", row.Loss);
                    Write(writer, "seconds", row.Seconds);
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
            }
        });

    /// <summary>Writes the tables as Markdown.</summary>
    public void WriteMarkdown(string file)
    {
        StringBuilder text = new($"{char.ToUpperInvariant(summary[0])}{summary[1..]}.\n");
        foreach ((string title, _, IReadOnlyList<Contestant> rows) in Tables)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"\n| {title} | {string.Join(" | ", Columns)} |\n|---|{string.Concat(Columns.Select(_ => "---:|"))}\n"
            );
            foreach (Contestant row in rows)
                text.Append(CultureInfo.InvariantCulture, $"| {row.Name} | {string.Join(" | ", Cells(row))} |\n");
        }

        AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static string[] Cells(Contestant row) =>
        [
            Figures.Count(row.Parameters),
            Figures.Percent(row.Accuracy.Mean),
            Figures.Percent(row.Accuracy.StandardDeviation),
            row.Loss.Mean.ToString("F4", CultureInfo.InvariantCulture),
            row.Seconds.Mean.ToString("F2", CultureInfo.InvariantCulture),
        ];

    private static void Write(Utf8JsonWriter writer, string name, Spread spread)
    {
        writer.WriteNumberOrNull($"{name}Mean", spread.Mean);
        writer.WriteNumberOrNull($"{name}StandardDeviation", spread.StandardDeviation);
    }
}
