using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>A cross-validation by <c>mnist train --folds</c>: how well the recipe does on this data. It saves no model.</summary>
internal sealed class FoldsRun(TrainSettings settings, int folds, Screen screen, CancellationToken cancellation)
{
    /// <returns>The exit code.</returns>
    public int Run()
    {
        TrainingData data = TrainingData.Load(settings with { Validation = null }, screen, cancellation);
        Preset preset = settings.Preset.WithAugmentationFor(data.Train, settings.Augmentation);
        var definition = NetworkDefinition.Create(
            data.Train.Shape,
            data.Train.ClassNames,
            preset.Network with
            {
                OutputActivation = preset.OutputActivation,
            }
        );
        TrainingObserver observer = new(screen, data.Train.Count, preset.Training.Epochs, hasValidation: true);
        IReadOnlyList<FoldResult> results = new CrossValidation(definition, preset.Training).Run(data.Train, folds, Observe, cancellation);
        if (results.Count == 0)
            return ExitCode.Cancelled;
        if (screen.IsJson)
            WriteJson(data, results);
        else
            Show(results);
        return results.Count < folds ? ExitCode.Cancelled : ExitCode.Done;

        ITrainingObserver Observe(int fold)
        {
            screen.Note($"[bold]Fold {fold + 1} of {folds}[/]");
            return observer;
        }
    }

    private static Spread SpreadOf(IReadOnlyList<FoldResult> results) =>
        Spread.Of([.. results.Select(result => result.Metrics.MicroAccuracy)]);

    private static void WriteJson(TrainingData data, IReadOnlyList<FoldResult> results) =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("dataset", data.Name);
            writer.WriteNumber("trainCount", data.Train.Count);
            writer.WriteStartArray("folds");
            foreach (FoldResult result in results)
            {
                writer.WriteStartObject();
                writer.WriteNumber("count", result.Metrics.Count);
                writer.WriteNumber("accuracy", result.Metrics.MicroAccuracy);
                HistoryOutput.Write(writer, "epochs", result.Training.Epochs, withSeconds: true);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            Repetition.WriteSpread(writer, "accuracySpread", SpreadOf(results));
        });

    private void Show(IReadOnlyList<FoldResult> results)
    {
        Table table = new Table().Border(TableBorder.Rounded);
        foreach (string column in (string[])["fold", "images", "right", "accuracy"])
            table.AddColumn(new TableColumn(column).RightAligned());
        for (int fold = 0; fold < results.Count; fold++)
        {
            ClassificationMetrics metrics = results[fold].Metrics;
            table.AddRow(
                $"{fold + 1}",
                Figures.Count(metrics.Count),
                Figures.Count(metrics.CorrectCount),
                Figures.Percent(metrics.MicroAccuracy)
            );
        }

        screen.Results.Write(table);
        screen.Results.MarkupLine($"Mean accuracy {Repetition.Text(SpreadOf(results))}");
    }
}
