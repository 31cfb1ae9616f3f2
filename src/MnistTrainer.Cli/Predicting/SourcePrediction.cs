using System.Globalization;
using MnistTrainer.Data;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Predicting;

/// <summary>Predicts every image of a data set, and where it has labels says how many are right.</summary>
internal sealed class SourcePrediction(Screen screen, Network network)
{
    /// <param name="source">What to predict; of a set with a test part, that part.</param>
    /// <param name="output">The competition's file to write, or null.</param>
    /// <returns>The exit code.</returns>
    public int Run(string source, string? output)
    {
        using Interruption interruption = new();
        NetworkDefinition definition = network.Definition;
        Dataset data = new SourceLoader(screen, interruption.Token).LoadForTesting(
            DataSource.Open(source),
            new LoadOptions { Shape = definition.InputShape, LabelsRequired = false }
        );
        Samples<byte> samples = ClassAlignment.Align(data, definition);
        Prediction[] predictions = Predict(samples, interruption.Token);
        ClassificationMetrics? metrics = samples.HasLabels ? Measure(samples, predictions) : null;
        if (output is not null)
            SubmissionFile.Write(output, definition.ClassNames, predictions);
        if (screen.IsJson)
            PrintJson(predictions, metrics, output);
        else
            Show(predictions, metrics, output);
        return ExitCode.Done;
    }

    private Prediction[] Predict(Samples<byte> samples, CancellationToken cancellation)
    {
        Prediction[] predictions = new Prediction[samples.Count];
        using BulkScorer scorer = new(network, samples, Environment.ProcessorCount);
        return ProgressBar.Run(
            screen,
            "Predicting",
            samples.Count,
            "images",
            bar =>
            {
                scorer.Score(
                    (row, probabilities) =>
                    {
                        predictions[row] = Prediction.Of((row + 1).ToString(CultureInfo.InvariantCulture), probabilities);
                        bar?.Report(row + 1);
                    },
                    cancellation
                );
                return predictions;
            }
        );
    }

    private ClassificationMetrics Measure(Samples<byte> samples, Prediction[] predictions)
    {
        MetricsAccumulator accumulator = new(network.Definition.ClassNames);
        for (int row = 0; row < predictions.Length; row++)
            accumulator.Add(samples.Labels[row], predictions[row].Probabilities.AsSpan());
        return accumulator.ToMetrics();
    }

    private void PrintJson(Prediction[] predictions, ClassificationMetrics? metrics, string? output) =>
        JsonOutput.Print(writer =>
        {
            writer.WriteNumber("count", predictions.Length);
            if (metrics is not null)
                writer.WriteNumber("accuracy", metrics.MicroAccuracy);
            if (output is not null)
                writer.WriteString("output", output);
            PredictionView.WriteJson(writer, network.Definition, predictions);
        });

    private void Show(Prediction[] predictions, ClassificationMetrics? metrics, string? output)
    {
        IAnsiConsole console = screen.Results;
        if (output is null && Console.IsOutputRedirected)
        {
            PredictionView.ShowList(network.Definition, predictions);
        }
        else
        {
            Table table = new Table()
                .Border(TableBorder.Rounded)
                .AddColumn("taken for")
                .AddColumn(new TableColumn("images").RightAligned());
            foreach (IGrouping<int, Prediction> group in predictions.GroupBy(prediction => prediction.Best).OrderBy(group => group.Key))
                table.AddRow(Markup.Escape(network.Definition.ClassNames[group.Key]), Figures.Count(group.Count()));
            console.Write(table);
        }

        if (metrics is not null)
            MetricsView.ShowAccuracy(console, "Accuracy", metrics);
        if (output is not null)
            console.MarkupLine($"{Figures.Count(predictions.Length)} predictions: [bold]{Markup.Escape(output)}[/]");
    }
}
