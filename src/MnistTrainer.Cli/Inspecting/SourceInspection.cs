using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Inspecting;

/// <summary>What <c>mnist inspect</c> says of a data set.</summary>
internal sealed class SourceInspection
{
    private readonly Dataset _learned;
    private readonly Dataset? _test;

    private SourceInspection(Dataset learned, Dataset? test)
    {
        _learned = learned;
        _test = test;
    }

    public static SourceInspection Load(string what, Screen screen, CancellationToken cancellation)
    {
        SourceLoader loader = new(new TerminalListener(screen), cancellation);
        LoadOptions options = new() { LabelsRequired = false };
        var source = DataSource.Open(what);
        Dataset learned = loader.LoadForTraining(source, options);
        return new SourceInspection(
            learned,
            source.Has(DataSplit.Train) && source.Has(DataSplit.Test) ? loader.LoadForTesting(source, options) : null
        );
    }

    public void Show(Screen screen)
    {
        if (screen.IsJson)
            PrintJson();
        else
            ShowTables(screen);
    }

    private void ShowTables(Screen screen)
    {
        IAnsiConsole console = screen.Results;
        Samples<byte> samples = _learned.Samples;
        string test = _test is null ? "" : $" and {Figures.Count(_test.Count)} to test";
        console.MarkupLine($"[bold]{Markup.Escape(_learned.Name)}[/]: {Figures.Count(samples.Count)} images of {samples.Shape}{test}");
        foreach (string finding in _learned.Findings)
            console.MarkupLine($"  [grey]{Markup.Escape(finding)}[/]");
        if (samples.HasLabels)
            console.Write(CountTable());
        if (screen.ShowsImages && DigitDrawing.CanDraw(samples.Shape))
            DrawSamples(console, samples);
    }

    private Table CountTable()
    {
        Table table = new Table()
            .Border(TableBorder.Rounded)
            .AddColumn("class")
            .AddColumn(new TableColumn(_test is null ? "images" : "to learn from").RightAligned());
        if (_test is not null)
            table.AddColumn(new TableColumn("to test").RightAligned());
        long[] learned = Counts(_learned.Samples);
        string[] names = [.. _learned.Samples.ClassNames];
        Dictionary<string, long> test = _test is { Samples.HasLabels: true }
            ? Counts(_test.Samples)
                .Select((count, i) => (Name: _test.Samples.ClassNames[i], count))
                .ToDictionary(pair => pair.Name, pair => pair.count)
            : [];
        for (int i = 0; i < names.Length; i++)
        {
            string[] cells = [Markup.Escape(names[i]), Figures.Count(learned[i])];
            table.AddRow(_test is null ? cells : [.. cells, Figures.Count(test.GetValueOrDefault(names[i]))]);
        }

        return table;
    }

    /// <summary>Draws the first image of as many classes as fit side by side.</summary>
    private static void DrawSamples(IAnsiConsole console, Samples<byte> samples)
    {
        int count = Math.Max(1, console.Profile.Width / (samples.Shape.Width + 2));
        IEnumerable<int> rows = samples.HasLabels
            ? Enumerable
                .Range(0, samples.Count)
                .GroupBy(row => samples.Labels[row])
                .OrderBy(group => group.Key)
                .Select(group => group.First())
            : Enumerable.Range(0, samples.Count);
        (string, string[])[] drawings =
        [
            .. rows.Take(count)
                .Select(row =>
                    (
                        samples.HasLabels ? samples.ClassNames[samples.Labels[row]] : Figures.Count(row + 1),
                        DigitDrawing.Draw(samples.Row(row), samples.Shape, TerminalColors.AreWanted)
                    )
                ),
        ];
        foreach (string line in DigitDrawing.SideBySide(drawings, samples.Shape.Width))
            Console.Out.WriteLine(line);
    }

    private void PrintJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("source", _learned.Name);
            writer.WriteString("shape", _learned.Samples.Shape.ToString());
            writer.WriteNumber("count", _learned.Count);
            writer.WriteNumber("testCount", _test?.Count ?? 0);
            writer.WriteBoolean("hasLabels", _learned.Samples.HasLabels);
            writer.WriteStartArray("classes");
            long[] counts = Counts(_learned.Samples);
            for (int i = 0; i < counts.Length; i++)
            {
                writer.WriteStartObject();
                writer.WriteString("label", _learned.Samples.ClassNames[i]);
                writer.WriteNumber("count", counts[i]);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("findings");
            foreach (string finding in _learned.Findings)
                writer.WriteStringValue(finding);
            writer.WriteEndArray();
        });

    private static long[] Counts(Samples<byte> samples)
    {
        long[] counts = new long[samples.ClassNames.Count];
        foreach (int label in samples.Labels)
            counts[label]++;
        return counts;
    }
}
