using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the result of <c>mnist train</c> on a table.</summary>
internal static class TableTrainingView
{
    /// <param name="console">The console for results.</param>
    /// <param name="trained">The result.</param>
    /// <param name="model">The model's file.</param>
    public static void Show(IAnsiConsole console, TrainedTable trained, string model)
    {
        TrainingResult result = trained.Training;
        TrainingView.ShowEnd(console, result, trained.Recipe.Training.Epochs);
        console.WriteMarkup(
            Localized.Of(
                $"Trained {Figures.Count(trained.Network.ParameterCount)} parameters on {Figures.Count(trained.Data.TrainCount)} rows in [bold]{Figures.Duration(trained.Elapsed)}[/], {Figures.Count(result.Epochs.Count)} epochs on {result.Threads} {Localized.Plural(result.Threads, "thread", "threads")}"
            )
        );
        TableMetricsView.Show(console, trained.Test, Localized.Of("Test"), trained.Schema.OutputNames);
        string path = MarkupText.Of(Path.GetRelativePath(Directory.GetCurrentDirectory(), model));
        console.WriteMarkup(Localized.Of($"Model            [bold]{path}[/]"));
        console.WriteMarkup(
            Localized.Of($"[grey]Next:[/]            ./mnist predict --model {path} --data new.csv --output predictions.csv")
        );
    }
}
