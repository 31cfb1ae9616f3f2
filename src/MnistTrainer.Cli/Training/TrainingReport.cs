using System.Text.Json;
using MnistTrainer.NeuralNetwork;
using Spectre.Console;

namespace MnistTrainer.Cli.Training;

/// <summary>What a training run came to, for people or as JSON.</summary>
/// <param name="Settings">What the user asked for.</param>
/// <param name="Data">With what.</param>
/// <param name="One">What came out.</param>
/// <param name="ModelPath">Where it is saved.</param>
internal sealed record TrainingReport(TrainSettings Settings, TrainingData Data, OneTraining One, string ModelPath)
{
    /// <summary>All trainings, where there were several.</summary>
    public Repetition? Repetition { get; init; }

    private Preset Preset => One.Preset;

    private TrainingResult Result => One.Result;

    private Evaluation Test => One.Test;

    private TimeSpan Elapsed => One.Elapsed;

    private double SamplesPerSecond => Elapsed > TimeSpan.Zero ? Result.SamplesSeen / Elapsed.TotalSeconds : 0;

    public void WriteJson() =>
        JsonOutput.Print(writer =>
        {
            writer.WriteString("dataset", Data.Name);
            writer.WriteNumber("trainCount", Data.Train.Count);
            writer.WriteNumber("validationCount", Data.Validation?.Count ?? 0);
            writer.WriteNumber("testCount", Data.Test.Count);
            writer.WriteString("preset", Preset.Name);
            writer.WriteNumber("parameters", Result.Network.ParameterCount);
            HistoryOutput.Write(writer, "epochs", Result.Epochs, withSeconds: true);
            writer.WriteNumber("testAccuracy", Test.Metrics.MicroAccuracy);
            writer.WriteNumber("testAccuracyLower", Test.Metrics.MicroAccuracyInterval.Lower);
            writer.WriteNumber("testAccuracyUpper", Test.Metrics.MicroAccuracyInterval.Upper);
            writer.WriteNumber("seconds", Elapsed.TotalSeconds);
            writer.WriteNumber("samplesPerSecond", SamplesPerSecond);
            writer.WriteNumber("threads", Result.Threads);
            writer.WriteNumber("seed", Preset.Training.Seed);
            writer.WriteBoolean("cancelled", Result.WasCancelled);
            writer.WriteString("end", EndName);
            if (Result.BestEpoch is int best)
                writer.WriteNumber("bestEpoch", best);
            if (Result.Divergence is Divergence divergence)
                WriteDivergence(writer, divergence);
            writer.WriteString("model", ModelPath);
            Repetition?.Write(writer);
        });

    private string EndName =>
        Result.End switch
        {
            TrainingEnd.StoppedEarly => "stopped-early",
            TrainingEnd.Cancelled => "cancelled",
            TrainingEnd.Diverged => "diverged",
            _ => "completed",
        };

    private static void WriteDivergence(Utf8JsonWriter writer, Divergence divergence)
    {
        writer.WriteStartObject("divergence");
        writer.WriteNumber("epoch", divergence.Epoch);
        writer.WriteNumber("batch", divergence.Batch);
        writer.WriteString("sign", divergence.Symptom);
        writer.WriteString("layer", divergence.Layer);
        writer.WriteNumber("goodSteps", divergence.LastGoodStep);
        writer.WriteString("advice", divergence.Advice);
        writer.WriteEndObject();
    }

    public void Show(Screen screen)
    {
        IAnsiConsole console = screen.Results;
        MetricsView.ShowClasses(console, Test.Metrics);
        MetricsView.ShowConfusion(console, Test.Metrics);
        if (screen.ShowsImages)
            MetricsView.ShowMistakes(console, Data.Test, Test.Mistakes);
        if (Result.WasCancelled)
            console.MarkupLine(
                $"[yellow]Cancelled[/] after {Figures.Count(Result.Epochs.Count)} of {Figures.Count(Preset.Training.Epochs)} epochs; "
                    + "what was reached is measured and saved."
            );
        if (Result.BestEpoch is int best)
            console.MarkupLine($"Early stopping kept epoch [bold]{best}[/] of {Result.Epochs.Count}.");
        if (Result.Divergence is Divergence divergence)
            console.MarkupLine($"[yellow]Diverged.[/] {Markup.Escape(divergence.Recovery)}");
        console.MarkupLine(
            $"Trained {Figures.Count(Result.Network.ParameterCount)} parameters in [bold]{Figures.Duration(Elapsed)}[/], "
                + $"{Figures.Count((long)SamplesPerSecond)} images a second on {Result.Threads} thread{(Result.Threads == 1 ? "" : "s")}"
        );
        MetricsView.ShowAccuracy(console, "Test accuracy", Test.Metrics);
        Repetition?.Show(console);
        string path = Path.GetRelativePath(Directory.GetCurrentDirectory(), ModelPath);
        console.MarkupLine($"Model         [bold]{Markup.Escape(path)}[/]");
        console.MarkupLine($"[grey]Next:[/]         ./mnist predict --model {Markup.Escape(path)} image.png");
    }
}
