using System.CommandLine;
using System.Globalization;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Commands;

/// <summary><c>mnist benchmark</c>: measures how fast this machine trains and scores, on a fixed workload.</summary>
internal sealed class BenchmarkCommand : Command
{
    /// <summary>The command's name.</summary>
    public const string Word = "benchmark";

    /// <summary>Its description in the root's help.</summary>
    public const string Summary = "Measure how fast this machine trains and scores, in about ten seconds";

    private readonly Option<int?> _threads = CommonOptions.WholeNumber(
        "--threads",
        "Number of threads to measure in addition to one. Default: one for each core",
        minimum: 1,
        maximum: TrainingOptions.MaximumThreads
    );

    private readonly Option<bool> _json = CommonOptions.Json();

    public BenchmarkCommand()
        : base(Word, Summary)
    {
        Options.Add(_threads);
        Options.Add(_json);
        ExampleHelp.AddTo(this, "mnist benchmark", "mnist benchmark --threads 1 --json");
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        Screen screen = new(parsed.GetValue(_json));
        using Interruption interruption = new();
        int threads = parsed.GetValue(_threads) ?? Environment.ProcessorCount;
        if (screen.IsJson)
            JsonOutput.Print(BenchmarkJson.Of(ReferenceWorkload.Measure(threads, interruption.Token)), CommandJson.Readable.BenchmarkJson);
        else
            Show(screen, threads, interruption.Token);
        return ExitCode.Done;
    }

    private static void Show(Screen screen, int threads, CancellationToken cancellation)
    {
        Table table = new Table().RoundedBorder().Title(Localized.Of("Reference workload on this machine, medians"));
        table.AddColumn(Localized.Of("what"));
        foreach (string column in Localized.Each("threads", "figure", "of the peak"))
            table.AddColumn(new TableColumn(column).RightAligned());
        foreach (WorkloadFigure figure in ReferenceWorkload.Measure(threads, cancellation))
        {
            screen.NotePlainly(
                Localized.Of(
                    $"{Localized.Word(figure.Name)}, {figure.Threads} {Localized.Plural(figure.Threads, "thread", "threads")}: measured"
                )
            );
            string value = figure.Value.ToString(figure.Value < 1000 ? "N1" : "N0", CultureInfo.InvariantCulture);
            table.AddRow(
                Localized.Word(figure.Name),
                $"{figure.Threads}",
                $"{value} {Localized.Word(figure.Unit)}",
                figure.ShareOfPeak?.ToString("P0", CultureInfo.InvariantCulture) ?? ""
            );
        }

        screen.Results.WriteTable(table);
    }
}
