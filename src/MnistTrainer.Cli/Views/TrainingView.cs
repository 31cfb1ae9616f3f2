using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Views;

/// <summary>Shows the result of <c>mnist train</c>.</summary>
internal static class TrainingView
{
    /// <param name="screen">The screen for results.</param>
    /// <param name="series">The result.</param>
    /// <param name="model">The model's file.</param>
    public static void Show(Screen screen, TrainingSeries series, string model)
    {
        IAnsiConsole console = screen.Results;
        TrainedModel kept = series.Selected;
        MetricsView.ShowClasses(console, kept.Test.Metrics);
        MetricsView.ShowConfusion(console, kept.Test.Metrics);
        if (screen.ShowsImages)
            MetricsView.ShowMistakes(console, kept.Data.Test, kept.Test.Mistakes);
        ShowEnd(console, kept.Training, kept.Recipe.Training.Epochs);
        console.WriteMarkup(
            Localized.Of(
                $"Trained {Figures.Count(kept.Training.Network.ParameterCount)} parameters in [bold]{Figures.Duration(kept.Elapsed)}[/], {Figures.Count((long)kept.SamplesPerSecond)} images per second on {kept.Training.Threads} {Localized.Plural(kept.Training.Threads, "thread", "threads")}"
            )
        );
        MetricsView.ShowAccuracy(console, Localized.Of("Test accuracy"), kept.Test.Metrics);
        if (series.Runs > 1)
            TrainingSeriesView.Show(console, series);
        string path = Path.GetRelativePath(Directory.GetCurrentDirectory(), model);
        console.WriteMarkup(Localized.Of($"Model         [bold]{MarkupText.Of(path)}[/]"));
        console.WriteMarkup(Localized.Of($"[grey]Next:[/]         ./mnist predict --model {MarkupText.Of(path)} image.png"));
    }

    /// <summary>Shows how a training ended, if not as planned.</summary>
    public static void ShowEnd(IAnsiConsole console, TrainingResult result, int epochs)
    {
        if (result.WasCanceled)
            console.WriteMarkup(
                Localized.Of(
                    $"[yellow]Canceled[/] after {Figures.Count(result.Epochs.Count)} of {Figures.Count(epochs)} epochs; the network trained so far is measured and saved."
                )
            );
        if (result.BestEpoch is int best)
            console.WriteMarkup(Localized.Of($"Early stopping kept epoch [bold]{best}[/] of {result.Epochs.Count}."));
        if (result.Divergence is Divergence divergence)
            console.WriteMarkup(Localized.Of($"[yellow]Diverged.[/] {MarkupText.Of(Localized.Recognize(divergence.Recovery))}"));
    }
}
